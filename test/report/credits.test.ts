import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { renderCredits } from '../../src/report/credits.ts';
import type { ReportOptions } from '../../src/report/index.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

// This text is pasted into a programme: nothing undeclared may stand in it, and nothing may be denied that a file states.
const options: ReportOptions = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const of = (report: Report): string => renderCredits(report, options);
const { credits } = messages('en');
/** What stands between the two lines that mark the text to paste. */
const pasted = (report: Report): string => of(report).split(credits.start)[1]?.split(credits.end)[0] ?? '';

function declaring(statement: 'none-used' | 'not-yet-known'): Report {
  if (sample.declaration === null) throw new Error('the sample has no declaration');
  const content = { ...sample.declaration.content, statement, uses: [], tools: [] };
  return { ...sample, declaration: { ...sample.declaration, content }, uses: [] };
}

describe('the credits', () => {
  it('reads as the golden file says', async () => {
    await expect(of(answeredSample)).toMatchFileSnapshot('golden/answered.credits.txt');
  });

  it('says of every use what was done, how far and with what, and marks what is not settled', () => {
    expect(pasted(answeredSample)).toContain(
      "- Voice of the narrator made younger. Altered with Firefly 5 and ElevenLabs. The narrator's voice was made younger with AI. [CHECK: D05, D15]\n",
    );
    expect(pasted(answeredSample)).toContain('- Sky extended in the opening shot. Altered with Firefly 5. [CHECK: D14]\n');
    expect(of(answeredSample)).toContain(credits.checkNote);
  });

  it('marks a use whose files have open findings, until they are answered for', () => {
    const sentence = '- Background of the yearbook photograph replaced. Contains elements generated with Firefly 5.';
    expect(pasted(sample)).toContain(`${sentence} [CHECK: P01]\n`);
    expect(pasted(answeredSample)).toContain(`${sentence}\n`);
    const clean = of({ ...sample, findings: [] });
    expect(clean).not.toContain('CHECK');
  });

  it('keeps a declared wording of several lines in its paragraph', () => {
    const { declaration } = answeredSample;
    if (declaration === null) throw new Error('the sample has no declaration');
    const uses = declaration.content.uses.map((use) => ({
      ...use,
      disclosure: { wording: 'Made with AI,\nand shown as such.\n' },
    }));
    const told = { ...answeredSample, declaration: { ...declaration, content: { ...declaration.content, uses } } };
    expect(pasted(told)).toContain('Firefly 5. Made with AI, and shown as such.');
  });

  it('pastes no denial unmarked while something open speaks against it', () => {
    const unmarked = sample.assets.filter(({ verdict }) => verdict === 'unmarked');
    const denied = { ...declaring('none-used'), assets: unmarked };
    const possible = sample.findings.filter(({ code }) => code === 'P07').map((one) => ({ ...one, severity: 'issue' as const }));
    expect(pasted({ ...denied, findings: possible })).toContain(`${credits.noneUsed} [CHECK: P07]`);
    const reel = sample.assets.filter(({ verdict }) => verdict === 'unreadable');
    expect(pasted({ ...denied, assets: [...unmarked, ...reel], findings: [] })).toContain(`${credits.noneUsed} [CHECK: T01]`);
  });

  it('does not call undeclared what somebody answered for, and lists it apart', () => {
    const waiver = { answer: 'not-ai', reason: 'Shot on film.\nSeen.', by: 'Q. C.', date: '2026-11-20' } as const;
    const first = (fix: boolean): Report => ({
      ...sample,
      findings: sample.findings.map((one, index) =>
        index === 0 ? { ...one, waiver: fix ? { ...waiver, answer: 'fix' } : waiver } : one,
      ),
    });
    expect(of(first(false))).toContain('not yet declared (1)');
    expect(of(first(false))).toContain(
      '- stills/archive/jennifer_1999.jpg: generated, ChatGPT gpt-image; not AI: Shot on film. / Seen. (Q. C., 2026-11-20)',
    );
    expect(of(first(true))).toContain('not yet declared (3)');
  });

  it('pastes the uses of the final programme', () => {
    expect(pasted(answeredSample)).toContain(
      '- Background of the yearbook photograph replaced. Contains elements generated with Firefly 5.',
    );
    expect(pasted(answeredSample)).not.toContain('Temporary score');
    expect(pasted(answeredSample)).not.toContain('Suno');
  });

  it('keeps what is not declared out of the text and names it below', () => {
    expect(pasted(answeredSample)).not.toMatch(/jennifer|street|ChatGPT/);
    const rest = of(answeredSample).split(credits.notForCredits)[1] ?? '';
    expect(rest).toContain('- stills/archive/jennifer_1999.jpg: generated, ChatGPT gpt-image');
    expect(rest).toContain('- cut/reel2.mov: 10:24:00:01 to 10:24:03:00');
    expect(rest).toContain('- cut/reel1.mov');
    expect(rest).toContain('- U3 Voice of the narrator made younger: D05 not-approved, D15 timecode-mismatch');
  });

  it('denies nothing while a file is marked', () => {
    expect(of(declaring('none-used'))).not.toContain(credits.noneUsed);
    expect(of(declaring('none-used'))).toContain(credits.nothing.contradicted);
    const unmarked = sample.assets.filter(({ verdict }) => verdict === 'unmarked');
    expect(pasted({ ...declaring('none-used'), assets: unmarked, findings: [] })).toContain(credits.noneUsed);
  });

  it('drafts nothing where nothing is declared or known yet', () => {
    expect(of({ ...sample, declaration: null, uses: [] })).toContain(credits.nothing['no-declaration']);
    expect(of(declaring('not-yet-known'))).toContain(credits.nothing['not-yet-known']);
    expect(pasted({ ...sample, declaration: null, uses: [] })).toBe('');
  });

  it('lets no line or control character of a stranger through', () => {
    const text = of(hostileReport);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
    expect(text.split('\n').some((line) => line.startsWith('">'))).toBe(false);
  });
});
