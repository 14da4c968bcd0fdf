import { type Fact, type FactSource, factSources, type Generator, type Says } from '../model/index.ts';
import { generatorOf } from './generators.ts';
import { isObject, type JsonObject, objectIn } from './json.ts';
import { find, type Look, type Place, plainName, tagKey } from './select.ts';

/** The implicit label of GB 45438-2025, with the spellings of services made one. */
export interface AigcLabel {
  /** `1` is generated, `2` may be, `3` suspected; as written, without quotes. */
  readonly label?: string;
  readonly producer?: string;
  readonly produceId?: string;
  readonly propagator?: string;
  readonly propagateId?: string;
  readonly reserved?: string;
}

/** Objects within objects that are opened: `{"AIGC": {…}}`, at times as text once more. */
const nestingLimit = 3;

/** The label in a text: bare JSON, inside `{"AIGC": …}`, behind `AIGC`, or with XML entities; undefined where there is none. */
export function aigcLabelIn(value: string): AigcLabel | undefined {
  const text = value.includes('&quot;') ? value.replaceAll('&quot;', '"').replaceAll('&amp;', '&') : value;
  const start = text.search(/\{/);
  if (start < 0 || start > 200) return undefined;
  const object = objectIn(text.slice(start)) ?? objectIn(text.slice(start, text.lastIndexOf('}') + 1));
  return object ? fromObject(object, nestingLimit) : cutOff(text.slice(start));
}

function fromObject(object: JsonObject, depth: number): AigcLabel | undefined {
  const own = new Map(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]));
  const inner = own.get('aigc');
  if (depth > 0 && inner !== undefined) {
    const opened = isObject(inner) ? inner : typeof inner === 'string' ? objectIn(inner) : undefined;
    if (opened) return fromObject(opened, depth - 1);
  }
  if (!own.has('label') && !own.has('contentproducer')) return undefined;
  if (!own.has('contentproducer') && !own.has('produceid') && !own.has('reservedcode1') && own.size > 1) return undefined;
  const read = (key: string): string | undefined => {
    const value = own.get(key);
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined;
  };
  return compact({
    label: read('label'),
    producer: read('contentproducer'),
    produceId: read('produceid'),
    propagator: read('contentpropagator'),
    propagateId: read('propagateid'),
    reserved: read('reservedcode1') ?? read('reservedcode2'),
  });
}

/** A label that is no valid JSON (cut short, single quotes) still shows its number. */
function cutOff(text: string): AigcLabel | undefined {
  const label = /["']label["']\s{0,4}:\s{0,4}["']?(0{0,4}[1-3]|AIGC)\b/i.exec(text.slice(0, 4000))?.[1];
  const [producer, produceId] = ['contentproducer', 'produceid'].map(
    (key) => new RegExp(`["']${key}["']\\s{0,4}:\\s{0,4}["']([^"']{1,200})["']`, 'i').exec(text.slice(0, 4000))?.[1],
  );
  return label || producer ? compact({ label, producer, produceId }) : undefined;
}

function compact(fields: Record<string, string | undefined>): AigcLabel {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The number of the label without leading zeros (`01`), as text; MiniMax writes `AIGC` for 1. Undefined without a number. */
export function labelNumber(label: AigcLabel): string | undefined {
  if (label.label?.toUpperCase() === 'AIGC') return '1';
  return /^0{0,4}([0-9])(?:\.0)?$/.exec(label.label ?? '')?.[1];
}

/** What the label says; a label without a number, or with another than 1, leaves AI open. */
export function saysByLabel(label: AigcLabel): Says {
  return labelNumber(label) === '1' ? 'generated' : 'possible';
}

/** Credit codes of companies, the middle of a producer code (TC260-PG-20252A), with the service that writes them. */
const creditCodes: Readonly<Record<string, string>> = {
  '91110102MACQD9K640': 'Doubao',
  '9144030008867405X2': 'Dreamina',
  '91110108335469089C': 'Kling',
  '91440300708461136T': 'Hunyuan',
  '91110000802100433B': 'Baidu ERNIE',
  '91330106MA2CFLDG4R': 'Wan',
};

/** The generator behind a label: by the credit code in the producer, by a producer in plain words, or by Kling's own ids. */
export function labelGenerator(label: AigcLabel): Generator | undefined {
  const producer = label.producer ?? '';
  const code = Object.keys(creditCodes).find((code) => producer.includes(code));
  if (code) return { name: creditCodes[code] ?? code };
  if (label.produceId?.startsWith('KLingMuse_')) return { name: 'Kling' };
  return generatorOf(producer);
}

/** Where a label stands beside the facts that are named AIGC: comments, and captions that a program carried it over into. */
const anywhere: readonly Place[] = [
  { sources: ['exif'], names: ['UserComment', 'ImageDescription', 'XPComment'] },
  { sources: ['xmp'], names: ['exif:UserComment', 'dc:description', 'tiff:ImageDescription'] },
  { sources: ['iptc'], names: ['Caption-Abstract'] },
  { sources: ['id3'], names: ['COMM'] },
  { sources: ['text', 'container', 'id3'], keys: ['comment', 'cmt', 'description', 'app', 'appn'] },
];

/** A producer code: 00, type of subject, binding, credit code, kind of service, and the model (TC260-PG-20252A). */
const producerCode = /^00[0-9]{2}[0-9A-Z]{23}$/;

/**
 * True for a label that cannot be mistaken outside a place of that name. A record company writes
 * `{"Label":"1","ContentProducer":"Warner Music"}` too: only the standard's own id, code or wrapper proves the label.
 */
function provesItself(value: string, label: AigcLabel): boolean {
  if (/["']?\bAIGC\b["']?\s{0,8}:?\s{0,8}["']?\{/i.test(value.replaceAll('&quot;', '"').slice(0, 400))) return true;
  if (label.produceId !== undefined) return true;
  const producer = label.producer ?? '';
  return producerCode.test(producer) || Object.keys(creditCodes).some((code) => producer.includes(code));
}

function labelInText(value: string): AigcLabel | undefined {
  const label = aigcLabelIn(value);
  return label && provesItself(value, label) ? label : undefined;
}

/** Sources whose tags may hold the label under any name; C2PA has its own words, a sidecar speaks of files by name. */
const carriers: ReadonlySet<FactSource> = new Set(['exif', 'xmp', 'iptc', 'text', 'container', 'id3']);
/** A value that is nothing but the label: MPEG user data, a header field of a DPX, an attribute of an EXR have no better name for it. */
const bareLabel = /^[\s"']{0,8}(?:AIGC["'\s:=]{0,8})?(?:\{|&quot;)/i;

/** True for a value that is a label from its first character on, in a field of whatever name. */
export function isBareLabel(fact: Fact): boolean {
  if (!carriers.has(fact.source) || !bareLabel.test(fact.value)) return false;
  return /ContentProducer|ProduceID|"AIGC"/i.test(fact.value.slice(0, 4000)) && labelInText(fact.value) !== undefined;
}

/** True for facts that are named after the label; the wrong prefix C260 is also seen. */
export function isAigcNamed(fact: Fact): boolean {
  return tagKey(plainName(fact.name)) === 'aigc';
}

/** A value under the label's own name that is no label at all still leaves AI open: it is a label without a number. */
function labelOf(fact: Fact, isComment: boolean): AigcLabel | undefined {
  if (isAigcNamed(fact)) return aigcLabelIn(fact.value) ?? (fact.value.trim() === '' ? undefined : {});
  // XMP may hold the label as a structure instead of JSON text.
  if (fact.source === 'xmp' && /^t?c260:(aigc)?label$/.test(plainName(fact.name))) return { label: fact.value.trim() };
  return isComment ? labelInText(fact.value) : undefined;
}

/** Facts without which there is no label: of its name, or with what could be one. */
export const labelLooks: readonly Look[] = [
  { sources: factSources, like: /aigc|c260/ },
  { sources: factSources.filter((source) => source !== 'c2pa'), shape: /\{|&quot;/ },
];

type Labels = readonly (readonly [Fact, AigcLabel])[];

/** Thirty markers ask for the labels of the same facts. */
const known = new WeakMap<readonly Fact[], Labels>();

/** Every label in the file, in order. */
export function labelsIn(facts: readonly Fact[]): Labels {
  const labels = known.get(facts) ?? readLabels(facts);
  known.set(facts, labels);
  return labels;
}

function readLabels(facts: readonly Fact[]): Labels {
  const comments = new Set(find(facts, anywhere, /AIGC|ContentProducer|ProduceID/i));
  return facts.flatMap((fact) => {
    if (fact.source === 'c2pa') return [];
    const label = labelOf(fact, comments.has(fact) || isBareLabel(fact));
    return label ? [[fact, label] as const] : [];
  });
}
