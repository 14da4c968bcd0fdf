import { describe, expect, it } from 'vitest';
import type { Fact, Reading } from '../../src/model/index.ts';
import { exiftoolReading } from '../../src/read/exiftool.ts';
import { withoutMisreadText } from '../../src/read/misread-text.ts';

const reading = (reader: string, facts: readonly Fact[]): Reading => ({ reader, version: '1', ok: true, facts, problems: [] });
const at = { path: 'a.png', offset: 137, length: 20 };
const text = (value: string, more: Partial<Fact> = {}): Fact => ({
  source: 'text',
  name: 'Description',
  value,
  where: 'x',
  ...more,
});

describe('a text that ExifTool read in the wrong character set', () => {
  const walked = reading('container', [text('danh võ – static', { at })]);
  const values = (seen: Reading) => withoutMisreadText(seen, walked).facts.map(({ value }) => value);

  it('is not listed twice', () => {
    expect(values(reading('exiftool', [text('danh vÃµ â€\u201c static')]))).toEqual([]);
  });

  it('stays where it says anything else, or under another name', () => {
    expect(values(reading('exiftool', [text('danh vÃµ')]))).toEqual(['danh vÃµ']);
    expect(values(reading('exiftool', [text('danh vÃµ â€\u201c static', { name: 'Comment' })]))).toHaveLength(1);
    expect(values(reading('exiftool', [text('danh võ – static')]))).toHaveLength(1);
  });
});

describe('the tracks of an MXF file', () => {
  it('carry the name of their own container', () => {
    const names = (tags: Record<string, unknown>) =>
      exiftoolReading({ tags, warnings: [], errors: [] }, '1').facts.map(({ name }) => name);
    expect(names({ 'MXF:MXFVersion': '1.2', 'Track1:TrackName': 'Sound' })).toContain('mxf:TrackName');
    expect(names({ 'QuickTime:Duration': 1, 'Track1:TrackName': 'Sound' })).toContain('quicktime:TrackName');
  });
});
