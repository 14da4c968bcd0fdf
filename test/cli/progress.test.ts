import { describe, expect, it } from 'vitest';
import { type ProgressStyle, progressOn } from '../../src/cli/progress.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { shortenedPath } from '../../src/report/shorten-path.ts';
import { columns } from '../../src/report/wrap.ts';
import { hostile } from '../report/hostile.ts';

const long = 'stills/archive/2019/box 12/contact sheets/jennifer_1999_restored_v3.tif';

/** What a scan of 1,000 assets at ten a second writes to stderr in its first 60 seconds. */
function written(style: ProgressStyle, width: number, path = long): string {
  let clock = 0;
  let text = '';
  const terminal = { columns: width, err: (more: string) => (text += more) } as unknown as Terminal;
  const { show, end } = progressOn(terminal, style, () => clock);
  for (let second = 0; second <= 60; second++) {
    clock = second * 1000;
    show({ done: second * 10, total: 1000, path });
  }
  end();
  return text;
}

describe('progress', () => {
  it('keeps to one line of any width, says what remains once it is steady, and leaves the line clean', () => {
    for (const width of [40, 80, 200]) {
      const lines = written('line', width).split('\r').slice(1, -1);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that clears the line is taken off
      for (const line of lines) expect(columns(line.replace(/\u001b\[K$/, ''))).toBeLessThan(width);
      expect(lines[2]).not.toContain('left');
      expect(lines.at(-1)).toContain('[ 600/1000] about 40 s left');
    }
    expect(written('line', 80).endsWith('\r\u001b[K')).toBe(true);
  });

  it('tells a log every half minute, and a program as JSON without a guess', () => {
    expect(written('log', 80)).toBe('300 of 1000 assets read, about 2 min left\n600 of 1000 assets read, about 40 s left\n');
    const lines = written('json', 80)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).progress);
    expect(lines[3]).toEqual({ done: 30, total: 1000, path: long });
    expect(lines.at(-1)).toMatchObject({ done: 600, secondsLeft: 40 });
    expect(written('none', 80)).toBe('');
  });

  it('tells a log of the end of a search of which it told, once, and nothing of one that was short', () => {
    const traced = (...times: readonly (readonly [second: number, done: number])[]): string[] => {
      let clock = 0;
      const lines: string[] = [];
      const terminal = { columns: 80, err: (more: string) => lines.push(more) } as unknown as Terminal;
      const { tracing } = progressOn(terminal, 'log', () => clock);
      for (const [second, done] of times) {
        clock = second * 1000;
        tracing({ done, total: 38, path: long });
      }
      return lines;
    };
    expect(traced([0, 1], [31, 35], [32, 38], [33, 38])).toEqual([
      expect.stringContaining('searched for marked material: 35 s of 38 s'),
      expect.stringContaining('searched for marked material: 38 s of 38 s'),
    ]);
    expect(traced([0, 1], [2, 38])).toEqual([]);
  });

  it('lets no control character of a name reach the terminal', () => {
    const line = written('line', 80, hostile).split('\r').at(-2) ?? '';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(line.replace(/\u001b\[K$/, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
  });
});

describe('a path on a line that passes by', () => {
  it('keeps the name of the file and the first folders', () => {
    expect(shortenedPath(long, 50)).toBe('stills/archive/2019…/jennifer_1999_restored_v3.tif');
    expect(shortenedPath(long, 200)).toBe(long);
  });

  it('fits, whatever the name is made of', () => {
    for (const path of [long, 'x'.repeat(300), `紀錄/${'片'.repeat(80)}.mov`, `${'a/'.repeat(90)}b`])
      for (const room of [10, 33, 80]) {
        expect(columns(shortenedPath(path, room))).toBeLessThanOrEqual(room);
        expect(shortenedPath(path, room).at(-1)).toBe(path.at(-1));
      }
  });
});
