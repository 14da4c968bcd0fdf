import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { renderHtml } from '../../src/report/html.ts';
import type { ReportOptions } from '../../src/report/index.ts';
import { renderText } from '../../src/report/text.ts';
import { sample } from './sample.ts';

const manifest = 'ascmhl/0001_lock_v7.mhl';
const [path = ''] = sample.uses[0]?.assets ?? [];
/** Two uses that name the same file by its digest, which only the manifest knows. */
const report: Report = {
  ...sample,
  uses: sample.uses.map((use) => ({ ...use, listed: [{ path, algorithm: 'md5', manifest }] })),
};
const options: ReportOptions = { messages: messages('en'), width: 200, colour: false, onlyFailures: false };
const said = `1 file met by the digest that ${manifest} lists, and that nobody computed`;

describe('a use that a listed digest met', () => {
  it('says so in the summary, under the manifest and once for each file', () => {
    const lines = renderText(report, options).split('\n');
    const at = lines.findIndex((line) => line.trim() === said);
    expect(lines[at - 1]).toContain(manifest);
    expect(lines.filter((line) => line.includes('nobody computed'))).toHaveLength(1);
    expect(renderText(sample, options)).not.toContain('nobody computed');
  });

  it('says so in the page, beside the files of the use', () => {
    expect(renderHtml(report, options).split(said)).toHaveLength(sample.uses.length + 1);
    expect(renderHtml(sample, options)).not.toContain('nobody computed');
  });

  it('says so in French', () => {
    const french = renderText(report, { ...options, messages: messages('fr') });
    expect(french).toContain(`1 fichier reconnu par l’empreinte que donne ${manifest}, et que personne n’a calculée`);
  });
});
