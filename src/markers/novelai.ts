import type { ExampleFact, Fact, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { objectIn } from './json.ts';
import { exif, find, hit, onlyIn, text } from './select.ts';

const fact = (name: string, value: string): ExampleFact => ({ source: 'text', name, value });
const source = `github NovelAI/novelai-image-metadata@34c4f67; ${cite.sdParsers}`;

/** NovelAI writes several chunks; one alone could be anybody's. */
const isNovelAI = (value: string): boolean => value.trim() === 'NovelAI';
const software = [text('Software'), exif('Software')];
const title = /^(AI generated image|NovelAI generated image)$/;
const isSource = (value: string): boolean => /^(Stable Diffusion|NovelAI Diffusion)\b/.test(value.trim());
const isSettings = (value: string): boolean => {
  const settings = objectIn(value);
  return (
    settings !== undefined && 'sampler' in settings && ('steps' in settings || 'signed_hash' in settings || 'uc' in settings)
  );
};

/** Settings of picture to picture hold a strength, inpainting a mask. */
function says(facts: readonly Fact[]): 'generated' | 'edited' {
  const comment = find(facts, [text('Comment')], isSettings)[0];
  const type = comment && String(objectIn(comment.value)?.request_type ?? '');
  return type && /Img2Img|Inpaint/i.test(type) ? 'edited' : 'generated';
}

/** NovelAI's PNG text chunks. */
export const novelaiMarkers: readonly Marker[] = [
  {
    id: 'txt-nai-software',
    title: 'Software says NovelAI',
    vendor: 'NovelAI',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'primary',
    note: 'With Source (model), Title and settings in Comment; the comment may be signed.',
    match: onlyIn(
      software,
      (facts) =>
        find(facts, software, isNovelAI).map((found) =>
          hit([found, ...find(facts, [text('Comment')], isSettings)], { generator: 'NovelAI', says: () => says(facts) }),
        ),
      isNovelAI,
    ),
    examples: {
      yes: [
        [fact('Software', 'NovelAI'), fact('Comment', '{"sampler":"k_euler","steps":28,"uc":""}')],
        [fact('Software', 'NovelAI')],
      ],
      no: [[fact('Software', 'NovelAI tagger plug-in')], [fact('Author', 'NovelAI')]],
    },
  },
  {
    id: 'txt-nai-title',
    title: 'Title and settings as NovelAI writes them',
    vendor: 'NovelAI',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'secondary',
    note: 'Others may use the title as well: it counts only beside a second chunk of NovelAI.',
    match: onlyIn(
      [text('Title')],
      (facts) => {
        const beside = [...find(facts, [text('Comment')], isSettings), ...find(facts, [text('Source')], isSource)];
        const second = beside.length > 0 || find(facts, [text('Software')], isNovelAI).length > 0;
        if (!second) return [];
        return find(facts, [text('Title')], title).map((found) =>
          hit([found, ...beside], { generator: 'NovelAI', says: () => says(facts) }),
        );
      },
      title,
    ),
    examples: {
      yes: [[fact('Title', 'AI generated image'), fact('Source', 'Stable Diffusion 1D44365E')]],
      no: [[fact('Title', 'AI generated image')], [fact('Title', 'A fox'), fact('Source', 'Stable Diffusion 1D44365E')]],
    },
  },
];
