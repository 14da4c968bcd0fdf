import type { Fact, Generator, Says } from '../model/index.ts';
import { generatorOf } from './generators.ts';
import { isObject, type JsonObject, objectIn } from './json.ts';
import { find, type Place, plainName, tagKey } from './select.ts';

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
  const label = /["']label["']\s{0,4}:\s{0,4}["']?([1-3]|AIGC)\b/i.exec(text.slice(0, 4000))?.[1];
  const producer = /["']contentproducer["']\s{0,4}:\s{0,4}["']([^"']{1,200})["']/i.exec(text.slice(0, 4000))?.[1];
  return label || producer ? compact({ label, producer }) : undefined;
}

function compact(fields: Record<string, string | undefined>): AigcLabel {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** What the label says. MiniMax writes `AIGC` for 1; a label without a number, or with another, leaves AI open. */
export function saysByLabel(label: AigcLabel): Says {
  return label.label === '1' || label.label?.toUpperCase() === 'AIGC' ? 'generated' : 'possible';
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

/** Where a label stands whatever the container: a fact that is named AIGC, or a comment that holds one. */
const anywhere: readonly Place[] = [
  { sources: ['exif'], names: ['UserComment'] },
  { sources: ['xmp'], names: ['exif:UserComment'] },
  { sources: ['text', 'container', 'id3'], keys: ['comment', 'cmt', 'description', 'app', 'appn'] },
];

/** True for facts that are named after the label; the wrong prefix C260 is also seen. */
export function isAigcNamed(fact: Fact): boolean {
  return tagKey(plainName(fact.name)) === 'aigc';
}

/** A value under the label's own name that is no label at all still leaves AI open: it is a label without a number. */
function labelOf(fact: Fact, isComment: boolean): AigcLabel | undefined {
  if (isAigcNamed(fact)) return aigcLabelIn(fact.value) ?? (fact.value.trim() === '' ? undefined : {});
  // XMP may hold the label as a structure instead of JSON text.
  if (fact.source === 'xmp' && /^t?c260:(aigc)?label$/.test(plainName(fact.name))) return { label: fact.value.trim() };
  return isComment ? aigcLabelIn(fact.value) : undefined;
}

/** Every label in the file, in order. */
export function labelsIn(facts: readonly Fact[]): readonly (readonly [Fact, AigcLabel])[] {
  const comments = new Set(find(facts, anywhere, /AIGC|ContentProducer/i));
  return facts.flatMap((fact) => {
    if (fact.source === 'c2pa') return [];
    const label = labelOf(fact, comments.has(fact));
    return label ? [[fact, label] as const] : [];
  });
}
