import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import { markers } from '../../src/markers/index.ts';
import { columns } from '../../src/report/wrap.ts';

// Whoever asks what a marker means must see why one example matches and another does not.
async function run(width: number | undefined, ...argv: readonly string[]): Promise<string> {
  let out = '';
  await runCli({
    argv,
    environment: {},
    columns: width,
    isTerminal: width !== undefined,
    canRewrite: false,
    home: '/nowhere',
    out: async (text) => {
      out += text;
    },
    err: () => {},
    onInterrupt: () => {},
  });
  return out;
}

/** Examples of a marker as printed, each on one line. */
function examplesIn(out: string): { yes: string[]; no: string[] } {
  const whole = out.replace(/\n {6}/g, ' ');
  const [yes, no] = (whole.split('  matches\n')[1] ?? '').split('  does not match\n');
  const lines = (text = '') => text.split('\n').filter((line) => line !== '');
  return { yes: lines(yes), no: lines(no) };
}

describe('trueslate markers <id>', () => {
  it('tells what an example stands on and stands with', async () => {
    const transcoded = examplesIn(await run(80, 'markers', 'c2pa-dst-trained'))
      .no.join('\n')
      .replaceAll(' ', '');
    expect(transcoded).toContain('trainedAlgorithmicMedia(onc2pa.transcodedoftheasset)');
    expect(await run(200, 'markers', 'xmp-midjourney-xmp')).toMatch(/ with xmp/);
  });

  it('shows no example both as matching and as not, and no line over 80 columns', async () => {
    for (const { id } of markers) {
      const out = await run(80, 'markers', id);
      const { yes, no } = examplesIn(out);
      expect(yes.length, id).toBeGreaterThan(0);
      expect(
        // What is cut off after 160 characters, or a format, may be the difference.
        no.filter((example) => yes.includes(example) && !example.includes('…')),
        id,
      ).toEqual([]);
      for (const line of out.split('\n')) expect(columns(line), line).toBeLessThanOrEqual(80);
    }
  });
});

describe('trueslate markers', () => {
  it('fits the terminal, and is one line a marker in a pipe', async () => {
    for (const line of (await run(80, 'markers')).split('\n')) expect(columns(line), line).toBeLessThanOrEqual(80);
    expect((await run(undefined, 'markers')).trimEnd().split('\n')).toHaveLength(markers.length);
  });
});
