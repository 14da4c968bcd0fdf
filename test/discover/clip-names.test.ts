import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { clipNames } from '../../src/discover/clip-names.ts';

const folder = mkdtempSync(join(tmpdir(), 'clips-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lists: Record<string, string | Buffer> = {
  'reel1.edl': [
    'TITLE: REEL1 LOCK V7',
    'FCM: NON-DROP FRAME',
    '001  AX       V     C        00:00:00:00 00:00:04:00 10:00:00:00 10:00:04:00',
    '* FROM CLIP NAME:  ComfyUI_00012_.png',
    '002  A042C003 V     D    012 01:12:03:10 01:12:07:22 10:00:04:00 10:00:08:12',
    '* FROM CLIP NAME: A042C003_1105_R2.mov',
    '* TO CLIP NAME: midjourney_barn_v3.tif',
    '* SOURCE FILE: /Volumes/RAID/gfx/DALL-E 2026-09-01 barn.png',
    '* COMMENT: midjourney is not a clip here',
  ].join('\r\n'),
  'day1.ale': [
    'Heading\nFIELD_DELIM\tTABS\nFPS\t25\n',
    'Column\nName\tTracks\tStart\tSource File\n',
    'Data\nGemini_Generated_Image_x1.png\tV\t01:00:00:00\tA001.mov\n',
  ].join('\n'),
  'cut.fcpxml':
    '<?xml version="1.0"?><!DOCTYPE fcpxml><fcpxml version="1.10"><resources><asset id="r2" name="Barn &amp; sky" src="file:///Volumes/X/Firefly%20barn%2012345.jpg"/></resources></fcpxml>',
  'premiere.xml': Buffer.from(
    '\ufeff<?xml version="1.0" encoding="UTF-16"?><xmeml version="4"><clipitem><name>Hailuo_Video_barn</name><file><pathurl>file://localhost/gfx/plate.mov</pathurl></file></clipitem></xmeml>',
    'utf16le',
  ),
  'other.xml': '<root><name>midjourney</name></root>',
  'cut.otio': '{"OTIO_SCHEMA":"Clip.2","name":"kling_20260901","media_reference":{"target_url":"file:///x/a.mov"}}',
  'broken.otio': '{"name": "un\\u00zz"',
  'notes.txt': '* FROM CLIP NAME: x',
};

describe('clip names of edit lists', () => {
  it('are read from EDL, ALE, Final Cut XML of both kinds and OTIO, and from nothing else', async () => {
    const files = Object.entries(lists).map(([path, text]) => {
      writeFileSync(join(folder, path), text);
      return { path, uri: pathToFileURL(join(folder, path)).href, size: Buffer.byteLength(text) };
    });
    const found = await clipNames(files as never, (task) => task());
    expect(Object.fromEntries(found.map(({ path, names }) => [path, names]))).toEqual({
      'reel1.edl': ['ComfyUI_00012_.png', 'A042C003_1105_R2.mov', 'midjourney_barn_v3.tif', 'DALL-E 2026-09-01 barn.png'],
      'day1.ale': ['Gemini_Generated_Image_x1.png', 'A001.mov'],
      'cut.fcpxml': ['Barn & sky', 'Firefly barn 12345.jpg'],
      'premiere.xml': ['Hailuo_Video_barn', 'plate.mov'],
      'cut.otio': ['kling_20260901', 'a.mov'],
    });
  });

  it('come from a list that vanished as from one without names', async () => {
    expect(await clipNames([{ path: 'gone.edl', uri: 'file:///nowhere/gone.edl', size: 9 } as never], (task) => task())).toEqual(
      [],
    );
  });
});
