import { describe, expect, test } from 'vitest';
import { walkAsf } from '../../../src/read/containers/asf.ts';
import { walkFlv } from '../../../src/read/containers/flv.ts';
import { walkProgramStream, walkTransportStream } from '../../../src/read/containers/mpeg.ts';
import { walkMxf } from '../../../src/read/containers/mxf.ts';
import { frameRateText, timecodeText } from '../../../src/read/containers/timecode.ts';
import { be16, be32, bytesAt, bytesOf, le32, saidBy, walkBytes } from './bytes-of.ts';

test('timecode: drop frame skips two numbers a minute, except every tenth', () => {
  expect(timecodeText(90_000, 25, false)).toBe('01:00:00:00');
  expect(timecodeText(1799, 30, true)).toBe('00:00:59;29');
  expect(timecodeText(1800, 30, true)).toBe('00:01:00;02');
  expect(timecodeText(17_982, 30, true)).toBe('00:10:00;00');
  expect(timecodeText(107_892, 30, true)).toBe('01:00:00;00');
  expect(timecodeText(3600, 60, true)).toBe('00:01:00;04');
  expect([frameRateText(24000, 1001), frameRateText(600, 24)]).toEqual(['24000/1001', '25']);
});

describe('MXF', () => {
  const klv = (key: string, value: Uint8Array) => bytesOf(Buffer.from(key, 'hex'), 0x83, be32(value.length).subarray(1), value);
  const pack = (kind: number, status: number, footer: number, headerBytes: number) => {
    const value = bytesOf(
      be16(1),
      be16(3),
      be32(1),
      Buffer.alloc(16),
      be32(0),
      be32(footer),
      be32(0),
      be32(headerBytes),
      Buffer.alloc(48),
    );
    return klv(`060e2b34020501010d010201010${kind}0${status}00`, value);
  };
  const text = (tag: number, value: string) => {
    const bytes = Buffer.from(value, 'utf16le').swap16();
    return bytesOf(be16(tag), be16(bytes.length), bytes);
  };
  const set = (kind: string, ...parts: Uint8Array[]) => klv(`060e2b34025301010d0101010101${kind}00`, bytesOf(...parts));
  const primer = klv('060e2b34020501010d01020101050100', bytesOf(be32(0), be32(18)));
  const identification = set('30', text(0x3c01, 'Acme'), text(0x3c02, 'Sora export'));
  const timecode = set(
    '14',
    bytesOf(be16(0x1501), be16(8), be32(0), be32(90_000), be16(0x1502), be16(2), be16(25), be16(0x1503), be16(1), 0),
  );
  const tagged = set(
    '3f',
    text(0x5001, 'Comments'),
    bytesOf(be16(0x5003), be16(17 + 6), 0x42, Buffer.alloc(16), Buffer.from('AI!', 'utf16le').swap16()),
  );
  const metadata = bytesOf(primer, identification, timecode, tagged);
  const essence = klv('060e2b34010201010d01030116010100', Buffer.alloc(500, 1));
  const at = pack(2, 4, 0, 0).length + metadata.length + essence.length;
  const file = bytesOf(pack(2, 4, at, metadata.length), metadata, essence, pack(4, 4, at, 0));

  test('identification, comments and start timecode are read', () => {
    const walk = walkBytes(walkMxf, file);
    expect(walk).toMatchObject({ complete: true, problems: [], about: { timecode: '01:00:00:00' } });
    expect(saidBy(walk)).toEqual(['mxf:CompanyName=Acme', 'mxf:ProductName=Sora export', 'mxf:Comments=AI!']);
  });

  test('without its footer, or cut in its metadata, it is truncated', () => {
    for (const end of [at, 300]) {
      const walk = walkBytes(walkMxf, file.subarray(0, end));
      expect(walk.complete).toBe(false);
      expect(new Set(walk.problems.map((problem) => problem.code))).toEqual(new Set(['truncated']));
    }
    expect(walkBytes(walkMxf, bytesOf('not MXF')).complete).toBe(false);
  });
});

test('transport streams: packets must hold over the whole file', () => {
  const packet = (pid: number, body: Uint8Array) =>
    bytesOf(0x47, pid >> 8, pid & 255, 0x10, body, Buffer.alloc(184 - body.length, 0xff));
  const sei = bytesOf(
    0,
    0,
    1,
    6,
    5,
    25,
    Buffer.from('91ca60614aee385486142d5f73f4ae2e', 'hex'),
    'kling-ai\0',
    0x80,
    0,
    0,
    1,
    0x65,
  );
  const stream = Buffer.concat([packet(256, sei), ...Array.from({ length: 200 }, () => packet(256, Buffer.alloc(0)))]);
  const walk = walkBytes(walkTransportStream, stream);
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toEqual(['sei:91ca60614aee385486142d5f73f4ae2e=kling-ai']);
  expect(walkBytes(walkTransportStream, stream.subarray(0, -60)).problems[0]?.code).toBe('truncated');
  const damaged = Buffer.from(stream);
  damaged.fill(0, 188 * 60, 188 * 180);
  expect(walkBytes(walkTransportStream, damaged).problems[0]?.params?.detail).toBe('ts-sync');
});

test('transport streams: a packet of sound that is longer than what follows is told', () => {
  const packet = (begins: boolean, body: Uint8Array) =>
    bytesOf(0x47, (begins ? 0x40 : 0) | 1, 0, 0x10, body, Buffer.alloc(184 - body.length, 0xff));
  const table = bytesOf(0x47, 0x40, 0, 0x10, Buffer.alloc(184, 1));
  const sound = (length: number) => packet(true, bytesOf(0, 0, 1, 0xc0, be16(length)));
  const rest = packet(false, Buffer.alloc(0));
  // 6 bytes of header and 2 * 184 - 6 more: two transport packets.
  const whole = [sound(362), rest, sound(362), rest, table, table, table, table];
  expect(walkBytes(walkTransportStream, Buffer.concat(whole)).problems).toEqual([]);
  const cut = [sound(362), rest, table, table, table, table, table, sound(362)];
  expect(walkBytes(walkTransportStream, Buffer.concat(cut))).toMatchObject({
    complete: true,
    problems: [{ code: 'reader-warning', params: { detail: 'ends-in-a-packet' } }],
  });
  const open = [...cut.slice(0, -1), sound(0)];
  expect(walkBytes(walkTransportStream, Buffer.concat(open)).problems).toEqual([]);
});

test('program streams: user data text is kept, and what begins otherwise is broken', () => {
  const bytes = bytesOf(be32(0x1b3), Buffer.alloc(8, 5), be32(0x1b2), 'made by Encoder 3', be32(0x100), Buffer.alloc(20, 7));
  const walk = walkBytes(walkProgramStream, bytes);
  expect(walk.complete).toBe(true);
  expect(bytesAt(walk, bytes, 'tag:user_data')).toContain('made by Encoder 3');
  expect(walkBytes(walkProgramStream, bytesOf('something else')).complete).toBe(false);
});

test('Windows Media: extended descriptions; a header that is cut is truncated', () => {
  const object = (id: string, body: Uint8Array) => bytesOf(Buffer.from(id, 'hex'), le32(24 + body.length), le32(0), body);
  const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le');
  const le16 = (value: number) => bytesOf(value & 255, value >> 8);
  const name = wide('WM/ToolName');
  const value = wide('Kling');
  const extended = object(
    '40a4d0d207e3d21197f000a0c95ea850',
    bytesOf(le16(1), le16(name.length), name, le16(0), le16(value.length), value),
  );
  const header = object('3026b2758e66cf11a6d900aa0062ce6c', bytesOf(le32(1), 1, 2, extended));
  const bytes = bytesOf(header, object('3626b2758e66cf11a6d900aa0062ce6c', Buffer.alloc(100)));
  const walk = walkBytes(walkAsf, bytes);
  expect(walk).toMatchObject({ complete: true, problems: [] });
  expect(saidBy(walk)).toEqual(['tag:WM/ToolName=Kling']);
  expect(walkBytes(walkAsf, bytes.subarray(0, -1)).problems[0]?.code).toBe('truncated');
  expect(walkBytes(walkAsf, header).problems[0]?.params?.detail).toBe('no-data-object');
});

test('Flash Video: strings of onMetaData; a tag that is cut is truncated', () => {
  const string = (text: string) => bytesOf(be16(text.length), text);
  const script = bytesOf(
    2,
    string('onMetaData'),
    8,
    be32(2),
    string('encoder'),
    2,
    string('Lavf58'),
    string('comment'),
    2,
    string('AI made'),
    0,
    0,
    9,
  );
  const tag = (kind: number, body: Uint8Array) =>
    bytesOf(kind, be32(body.length).subarray(1), Buffer.alloc(7), body, be32(11 + body.length));
  const bytes = bytesOf('FLV', 1, 5, be32(9), be32(0), tag(18, script), tag(9, Buffer.alloc(50)));
  const walk = walkBytes(walkFlv, bytes);
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toEqual(['tag:encoder=Lavf58', 'tag:comment=AI made']);
  expect(bytesAt(walk, bytes, 'tag:comment')).toBe('AI made');
  expect(walkBytes(walkFlv, bytes.subarray(0, -30)).problems[0]?.code).toBe('truncated');
  for (const cut of [1, 2, 3]) expect(walkBytes(walkFlv, bytes.subarray(0, -cut)).problems[0]?.code).toBe('truncated');
  expect(walkBytes(walkFlv, bytes.subarray(0, -4)).complete).toBe(true);
});

test('FLV: script data that ends within a number says nothing more, and does not end the walk', () => {
  const tag = bytesOf(18, 0, 0, 1, Buffer.alloc(7), 0, be32(12));
  const walk = walkBytes(walkFlv, bytesOf('FLV', 1, 5, be32(9), be32(0), tag));
  expect(walk.facts).toEqual([]);
  expect(walk.complete).toBe(true);
});
