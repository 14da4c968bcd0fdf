import type { ExampleFact, Fact, FactSource, Marker, Match, Matcher } from '../model/index.ts';
import { cite } from './cite.ts';
import { each, onlyIn, type Place, text } from './select.ts';
import { type AigcLabel, aigcLabelIn, labelGenerator, labelLooks, labelNumber, labelsIn, saysByLabel } from './tc260-label.ts';

const vendor = 'Chinese services (GB 45438-2025)';
export const doubao =
  '{"Label":"1","ContentProducer":"001191110102MACQD9K64010000","ProduceID":"e3578014edd949debed102781a8c26f7","ReservedCode1":"","ContentPropagator":"","PropagateID":"","ReservedCode2":""}';

export const labelled = (label: string, producer = 'doubao', more: Record<string, string> = {}): string =>
  JSON.stringify({ Label: label, ContentProducer: producer, ProduceID: '1', ...more });
const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });
const inXmp = (value: string): ExampleFact => fact('xmp', 'TC260:AIGC', value);

/** Hits on labels for which the test holds; the label's number decides what they say. */
export function labels(test: (label: AigcLabel, fact: Fact) => boolean): Matcher {
  return onlyIn(labelLooks, (facts) =>
    labelsIn(facts).flatMap(([fact, label]): Match[] => {
      if (!test(label, fact)) return [];
      const generator = labelGenerator(label);
      return [{ facts: [fact], says: saysByLabel(label), ...(generator && { generator }) }];
    }),
  );
}

/** The same for markers that only tell where to look. */
function locates(test: (label: AigcLabel) => boolean): Matcher {
  return onlyIn(labelLooks, (facts) => labelsIn(facts).flatMap(([fact, label]) => (test(label) ? [{ facts: [fact] }] : [])));
}

const number = (id: string, wanted: string, says: Marker['says'], title: string, evidence: Marker['evidence']): Marker => ({
  id,
  title,
  vendor,
  says,
  strength: 'declared',
  source: cite.tc260,
  evidence,
  match: labels((label) => labelNumber(label) === wanted),
  examples: {
    yes: [
      [inXmp(labelled(wanted))],
      [inXmp(`{"AIGC":{"label":${wanted},"contentProducer":"x"}}`)],
      [inXmp(labelled(`0${wanted}`))],
    ],
    no: [[inXmp(labelled(wanted === '1' ? '2' : '1'))], [inXmp('{"Label":"9","ContentProducer":"x"}')]],
  },
});

/** A service, told by its credit code in the producer code (or by its name there). */
const service = (id: string, name: string, code: string, title: string, evidence: Marker['evidence']): Marker => ({
  id,
  title: `AIGC label of ${title}`,
  vendor: title,
  says: 'generated',
  strength: 'declared',
  source: `${cite.tc260}; TC260-PG-20252A`,
  evidence,
  note: 'By the credit code of the company inside the producer code; a producer in plain words counts as well.',
  match: labels((label) => labelGenerator(label)?.name === name),
  examples: {
    yes: [[inXmp(labelled('1', code))]],
    no: [[inXmp(labelled('1', '001191110105MA01TESTX10000'))], [fact('text', 'Comment', code)]],
  },
});

const descriptions: readonly Place[] = [
  { sources: ['exif'], names: ['ImageDescription'] },
  { sources: ['xmp'], names: ['dc:description'] },
  text('Description'),
];

/** What the label says, whoever wrote it and wherever it stands. */
export const tc260Markers: readonly Marker[] = [
  number('aigc-label1', '1', 'generated', 'AIGC label 1: is AI-generated', 'primary'),
  number('aigc-label2', '2', 'possible', 'AIGC label 2: may be AI-generated', 'secondary'),
  number('aigc-label3', '3', 'possible', 'AIGC label 3: suspected to be AI-generated', 'secondary'),
  {
    id: 'aigc-producer',
    title: 'AIGC label: registered producer code',
    vendor,
    says: 'nothing',
    strength: 'declared',
    source: `${cite.tc260}; TC260-PG-20252A`,
    evidence: 'primary',
    note: '00, type of subject, binding, 18 characters of credit code, 1 for generation or 2 for propagation, 4 for the model.',
    match: locates((label) => /^00[0-9]{2}[0-9A-Z]{18}[12][0-9A-Z]{4}$/.test(label.producer ?? '')),
    examples: { yes: [[inXmp(doubao)]], no: [[inXmp(labelled('1', 'doubao'))]] },
  },
  {
    id: 'aigc-reserved',
    title: 'AIGC label: reserved code, may hold a hash or signature',
    vendor,
    says: 'nothing',
    strength: 'declared',
    source: `${cite.tc260}; TC260-PG-202511A`,
    evidence: 'secondary',
    note: 'Not checked: no public tool verifies it.',
    match: locates((label) => label.reserved !== undefined),
    examples: { yes: [[inXmp(labelled('1', 'x', { ReservedCode1: 'ab12' }))]], no: [[inXmp(doubao)]] },
  },
  {
    id: 'aigc-propagator',
    title: 'AIGC label: platform that passed it on',
    vendor,
    says: 'nothing',
    strength: 'declared',
    source: cite.tc260,
    evidence: 'secondary',
    note: 'The platform, not the maker.',
    match: locates((label) => label.propagator !== undefined || label.propagateId !== undefined),
    examples: { yes: [[inXmp(labelled('1', 'x', { ContentPropagator: 'douyin' }))]], no: [[inXmp(doubao)]] },
  },
  service('aigc-code-doubao', 'Doubao', '001191110102MACQD9K64010000', 'Doubao', 'primary'),
  service('aigc-code-jimeng', 'Dreamina', '00119144030008867405X210001', 'Jimeng (Dreamina)', 'primary'),
  service('aigc-code-kling', 'Kling', '001191110108335469089C10100', 'Kling (Kuaishou)', 'secondary'),
  service('aigc-code-tencent', 'Hunyuan', '001191440300708461136T10000', 'Tencent', 'secondary'),
  service('aigc-code-baidu', 'Baidu ERNIE', '001191110000802100433B10000', 'Baidu', 'secondary'),
  service('vid-wan-aigc', 'Wan', '001191330106MA2CFLDG4R10001', 'Alibaba Wan (Tongyi)', 'secondary'),
  {
    id: 'vid-minimax',
    title: 'AIGC label of MiniMax (Hailuo)',
    vendor: 'MiniMax',
    says: 'generated',
    strength: 'declared',
    source: cite.tc260,
    evidence: 'secondary',
    note: 'The label may be the text AIGC instead of 1.',
    match: labels((label) => /minimax|hailuo/i.test(label.producer ?? '')),
    examples: {
      yes: [[fact('container', 'keys:AIGC', '{"Label":"AIGC","ContentProducer":"MiniMax","ProduceID":"7"}')]],
      no: [[fact('container', 'keys:AIGC', labelled('1', 'kling'))], [fact('container', 'tag:comment', 'MiniMax')]],
    },
  },
  {
    id: 'vid-kling-aigc',
    title: "AIGC label with Kling's own id",
    vendor: 'Kling',
    says: 'generated',
    strength: 'declared',
    source: `${cite.tc260}; ${cite.detectors}`,
    evidence: 'secondary',
    match: labels((label) => label.produceId?.startsWith('KLingMuse_') ?? false),
    examples: {
      yes: [[fact('container', 'keys:AIGC', '{"Label":"1","ContentProducer":"kling","ProduceID":"KLingMuse_1"}')]],
      no: [[fact('container', 'keys:AIGC', '{"Label":"1","ContentProducer":"kling","ProduceID":"42"}')]],
    },
  },
  {
    id: 'aigc-tencent',
    title: "Tencent Cloud's own form of the label",
    vendor: 'Tencent Cloud',
    says: 'generated',
    strength: 'declared',
    source: cite.tc260,
    evidence: 'secondary',
    match: each(descriptions, isTencent, { generator: 'Hunyuan' }),
    examples: {
      yes: [[fact('exif', 'ImageDescription', '{"ServiceProvider":"tencent","ServiceUser":"1","Time":"2","ContentId":"3"}')]],
      no: [[fact('exif', 'ImageDescription', '{"ServiceProvider":"catering"}')]],
    },
  },
];

function isTencent(value: string): boolean {
  return /"ServiceProvider"\s{0,4}:/.test(value) && /"ContentId"\s{0,4}:/.test(value) && aigcLabelIn(value) === undefined;
}
