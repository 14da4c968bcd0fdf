import { describe, expect, it } from 'vitest';
import { type DraftAsset, draftDeclaration, parseDeclaration } from '../../../src/declare/index.ts';
import { generatorNames } from '../../../src/markers/generator-names.ts';
import { sameGenerator, vendorOf } from '../../../src/markers/index.ts';
import type { Evidence } from '../../../src/model/index.ts';

interface Made {
  readonly tool?: string;
  readonly version?: string;
  readonly says?: Evidence['says'];
  readonly value?: string;
  readonly relation?: Evidence['relation'];
  readonly sha256?: string;
  readonly kind?: DraftAsset['kind'];
  readonly created?: string;
}

function asset(path: string, made: Made = {}): DraftAsset {
  const { tool, version, says = 'generated', value = 'x', relation, sha256 = null, kind = 'image', created } = made;
  const evidence = {
    marker: 'm',
    title: 'T',
    says,
    strength: 'declared',
    source: 'xmp',
    name: 'n',
    value,
    where: 'w',
    ...(tool && { generator: tool }),
    ...(relation && { relation }),
  } as Evidence;
  return {
    path,
    kind,
    verdict: says === 'generated' ? 'generated' : says === 'edited' ? 'edited' : says === 'possible' ? 'possible' : 'unmarked',
    evidence: [evidence],
    generators: tool ? [{ name: tool, ...(version && { version }) }] : [],
    about: created ? { created } : {},
    sha256,
  };
}

function draft(assets: readonly DraftAsset[], beside: readonly string[] = []) {
  const made = draftDeclaration({
    assets,
    skipped: beside.map((path) => ({ path })),
    policies: [],
    vendorOf,
    titleOf: ({ sequence, folder }) => sequence ?? (folder || 'root'),
  });
  const uses = made.uses.map(
    ({ fields }) => fields as unknown as { title: string; tools: string[]; degree: string; assets: { path: string }[] },
  );
  return {
    ...made,
    shown: uses.map(({ title, tools, degree, assets: entries }) => [
      title,
      tools.join(),
      degree,
      entries.map(({ path }) => path).join(' '),
    ]),
  };
}

const numbered = (count: number, name: (number: string) => string, made: Made = {}): DraftAsset[] =>
  Array.from({ length: count }, (_, index) => asset(name(String(index + 1).padStart(4, '0')), made));

describe('groups of a draft', () => {
  it.each<[string, DraftAsset[], string[][]]>([
    [
      'one tool in one folder is one use',
      [asset('a/1.png', { tool: 'Suno' }), asset('a/x.png', { tool: 'Suno' })],
      [['a', 'T1', 'generated', 'a/1.png a/x.png']],
    ],
    [
      'another folder is another use of the same tool',
      [asset('a/1.png', { tool: 'Suno' }), asset('b/1.png', { tool: 'Suno' })],
      [
        ['a', 'T1', 'generated', 'a/1.png'],
        ['b', 'T1', 'generated', 'b/1.png'],
      ],
    ],
    [
      'another version is another tool',
      [asset('a/1.png', { tool: 'Sora', version: '1' }), asset('a/2.png', { tool: 'Sora', version: '2' })],
      [
        ['a', 'T1', 'generated', 'a/1.png'],
        ['a', 'T2', 'generated', 'a/2.png'],
      ],
    ],
    [
      'a clip is not with the stills',
      [asset('a/1.png', { tool: 'Sora' }), asset('a/2.mp4', { tool: 'Sora', kind: 'video' })],
      [
        ['a', 'T1', 'generated', 'a/1.png'],
        ['a', 'T1', 'generated', 'a/2.mp4'],
      ],
    ],
    ['a tool that no mark names is left to a person', [asset('1.png')], [['root', 'TODO', 'generated', '1.png']]],
    [
      'copies belong to the use of the first',
      [asset('a/1.png', { tool: 'Suno', sha256: 'f' }), asset('b/1.png', { tool: 'Suno', sha256: 'f' })],
      [['a', 'T1', 'generated', 'a/1.png b/1.png']],
    ],
    [
      'an edit that composes',
      [
        asset('a.jpg', {
          says: 'edited',
          value: 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
        }),
      ],
      [['root', 'TODO', 'composite', 'a.jpg']],
    ],
    [
      'a component made by AI',
      [asset('a.jpg', { says: 'edited', relation: 'component' })],
      [['root', 'TODO', 'composite', 'a.jpg']],
    ],
    [
      'an edit that says no more',
      [asset('a.jpg', { says: 'edited', value: 'c2pa.edited' })],
      [['root', 'TODO', 'altered', 'a.jpg']],
    ],
    ['what is open or unmarked is no use', [asset('a.jpg', { says: 'possible' }), asset('b.jpg', { says: 'tool' })], []],
  ])('%s', (_, assets, expected) => {
    expect(draft(assets).shown).toEqual(expected);
  });

  it('keeps a long numbered sequence apart from the stills beside it, and numbered stills together', () => {
    const frames = numbered(24, (number) => `shot/v2_${number}.png`, { tool: 'Suno' });
    const stills = [asset('shot/a_1.png', { tool: 'Suno' }), asset('shot/b_1.png', { tool: 'Suno' })];
    expect(draft([...stills, ...frames]).shown).toEqual([
      ['shot', 'T1', 'generated', 'shot/a_1.png shot/b_1.png'],
      ['v2_#.png', 'T1', 'generated', 'shot/v2_*.png'],
    ]);
  });

  it('names the days of the metadata, never a file time', () => {
    const [use] = draft([
      asset('a/1.png', { created: '2026-09-02T10:00:00Z' }),
      asset('a/2.png', { created: '2026-08-01' }),
      asset('a/3.png'),
    ]).uses;
    expect(use?.created).toEqual(['2026-08-01', '2026-09-02']);
  });
});

describe('a glob in a draft', () => {
  const files = (count: number) => numbered(count, (number) => `a/x${number}.png`);
  it.each<[string, DraftAsset[], string[], string | number]>([
    ['not for few files', files(12), [], 12],
    ['for many', files(13), [], 'a/*.png'],
    ['as wide as what lies beside allows', files(13), ['a/notes.png'], 'a/x*.png'],
    ['not where it would meet what lies beside', files(13), ['a/x1b.png'], 13],
    ['nor by case alone', files(13), ['a/X.PNG', 'a/z.png'], 13],
    ['what lies in other folders does not count', files(13), ['b/x1.png', 'a/b/x.png'], 'a/*.png'],
    ['not above what policies take for a blanket declaration', files(201), [], 201],
    ['not for names that a glob reads otherwise', numbered(13, (number) => `a[1]/x${number}.png`), [], 13],
    ['in the root only with a beginning', numbered(13, (number) => `x${number}.png`), [], 13],
  ])('%s', (_, assets, beside, expected) => {
    const entries = draft(assets, beside).uses.flatMap(({ fields }) => fields.assets as unknown as { path: string }[]);
    if (typeof expected === 'number') expect(entries.map(({ path }) => path)).toEqual(assets.map(({ path }) => path));
    else expect(entries).toEqual([{ path: expected }]);
  });
});

describe('where the marked material of a draft is seen', () => {
  const place = (source: string, from: string, to: string, video = 'cut/r1.mov') => ({ source, asset: video, in: from, out: to });
  const sky = asset('a/sky.png', { tool: 'Suno' });
  const sea = asset('a/sea.png', { tool: 'Suno' });
  const outside = asset('marked:temp/mood.png', { tool: 'Sora' });
  const drafted = (seen: readonly ReturnType<typeof place>[], uncovered?: readonly string[]) =>
    draftDeclaration({
      assets: [sea, sky],
      outside: [outside],
      skipped: [],
      policies: [],
      vendorOf,
      titleOf: ({ folder }) => folder,
      seen,
      ...(uncovered && { earlier: { written: { uses: [] }, tools: [], uses: [], uncovered: new Set(uncovered) } }),
    });
  const first = place('a/sky.png', '10:00:02:00', '10:00:04:00');
  const second = place('a/sea.png', '10:00:01:00', '10:00:02:00', 'cut/r2.mov');
  const third = place('a/sea.png', '10:00:00:00', '10:00:02:00');

  it('is in the use of the material: each place once, by video and time, with what is to be looked for there', () => {
    const { uses } = drafted([first, second, third, { ...third, source: 'a/sky.png' }]);
    expect(uses).toHaveLength(1);
    expect(uses[0]?.fields).toMatchObject({
      assets: [{ path: 'a/sea.png' }, { path: 'a/sky.png' }],
      timecodes: [
        { asset: 'cut/r1.mov', in: '10:00:00:00', out: '10:00:02:00' },
        { asset: 'cut/r1.mov', in: '10:00:02:00', out: '10:00:04:00' },
        { asset: 'cut/r2.mov', in: '10:00:01:00', out: '10:00:02:00' },
      ],
    });
    expect(uses[0]?.sources).toEqual([['a/sea.png', 'a/sky.png'], ['a/sky.png'], ['a/sea.png']]);
  });

  it('is a use of its own, by timecodes alone, where the material lies outside the delivery, and none where it is not seen', () => {
    const seen = place('marked:temp/mood.png', '10:00:08:00', '10:00:09:00');
    const [, use, ...more] = drafted([seen]).uses;
    expect(more).toEqual([]);
    expect(use?.fields).toMatchObject({ degree: 'generated', timecodes: [{ asset: 'cut/r1.mov', in: '10:00:08:00' }] });
    expect(use?.fields.assets).toBeUndefined();
    expect(drafted([]).uses.map(({ group }) => group.folder)).toEqual(['a']);
  });

  it('takes an unmarked copy into the use of what it is a copy of', () => {
    const made = draftDeclaration({
      ...{ assets: [sky], outside: [outside], skipped: [], policies: [], vendorOf, titleOf: ({ folder }) => folder },
      copies: [
        { source: 'a/sky.png', asset: 'export/sky.jpg' },
        { source: 'marked:temp/mood.png', asset: 'export/mood.jpg' },
      ],
    });
    expect(made.uses.map(({ fields }) => fields.assets)).toEqual([
      [{ path: 'a/sky.png' }, { path: 'export/sky.jpg' }],
      [{ path: 'export/mood.jpg' }],
    ]);
  });

  it('is all that is added for material that an earlier declaration covers for other places', () => {
    const { uses } = drafted([first], ['a/sea.png']);
    expect(uses.map(({ fields }) => [fields.assets, fields.timecodes])).toEqual([
      [[{ path: 'a/sea.png' }], undefined],
      [undefined, [{ asset: 'cut/r1.mov', in: '10:00:02:00', out: '10:00:04:00' }]],
    ]);
  });
});

it('drafts a delivery of 100,000 marked files in 2,000 folders within seconds', () => {
  const assets = Array.from({ length: 100_000 }, (_, index) => asset(`f${index % 2000}/s${index}.png`, { tool: 'Suno' }));
  const started = performance.now();
  expect(draft(assets).uses).toHaveLength(2000);
  expect(performance.now() - started).toBeLessThan(5000);
});

describe('the tools of a draft', () => {
  it.each(generatorNames.map(({ name }) => [name]))('%s is told as the tool that its mark names', (name) => {
    const [tool] = draft([asset('a.png', { tool: name })]).tools as unknown as { vendor?: string; name: string }[];
    // As rule D03 calls a declared tool.
    const called = [tool?.vendor ? `${tool.vendor} ${tool.name}` : tool?.name, tool?.name];
    expect(
      called.some((text) => sameGenerator(text ?? '', name)),
      JSON.stringify(tool),
    ).toBe(true);
  });
});

describe('TODO in a declaration', () => {
  const told = (yaml: string) => {
    const parsed = parseDeclaration(yaml, 'd.yaml');
    return 'problems' in parsed ? parsed.problems.map(({ field, code, line }) => `${line} ${field} ${code}`) : [];
  };
  const whole = (title: string, rest = '') =>
    `schema: trueslate.declaration/1\nproduction: { title: ${title} }\nuses:\n  - { id: U1, title: Sky, tools: [Firefly], degree: altered, assets: [a.tif]${rest} }\n`;

  it.each([
    ['alone', whole('TODO'), ['2 production.title todo']],
    ['with a note', whole('"TODO: ask Anna"'), ['2 production.title todo']],
    ['for a whole list', whole('X', ', approvals: TODO'), ['4 uses[0].approvals todo']],
    ['inside a group', whole('X', ', disclosure: { methods: [TODO] }'), ['4 uses[0].disclosure.methods[0] todo']],
    ['not as the beginning of a title', whole('TODO SOBRE MI MADRE'), []],
    ['not in other letters', whole('Todo'), []],
    ['not as a name of a file', whole('X').replace('a.tif', 'TODO.tif'), []],
  ])('%s', (_, yaml, expected) => {
    expect(told(yaml)).toEqual(expected);
  });
});
