import { describe, expect, it } from 'vitest';
import { ffprobeReading } from '../../src/read/ffprobe.ts';

const video = { codec_type: 'video', width: 64, height: 64, avg_frame_rate: '25/1' };

describe('what ffprobe tells of the clock', () => {
  it('is the start timecode, of QuickTime and MXF in small letters, of Matroska in capitals', () => {
    const small = { format: { duration: '4.0', tags: { timecode: '10:00:00;00' } }, streams: [video] };
    const capital = { format: { duration: '4.0' }, streams: [{ ...video, tags: { TIMECODE: '10:00:00:00' } }] };
    expect(ffprobeReading(small, '7').about).toMatchObject({ timecode: '10:00:00;00', duration: 4, frameRate: '25' });
    expect(ffprobeReading(capital, '7').about).toMatchObject({ timecode: '10:00:00:00' });
  });
});
