// Values as a JSON Schema of ours allows them, for fast-check to make and to shrink. Texts are hostile, but for what other values point
// at (paths, uses, timecodes): those come from a few, so that they meet.
import fc from 'fast-check';
import { names, texts } from './texts.mjs';

/** Lists are no longer than this; what a reporter does for two, it does for many. */
const mostItems = 3;

/** Depth from which on nothing is made that need not be. */
const deepest = 9;

const pick = (list) => fc.constantFrom(...list);
const timecodes = ['10:00:01:00', '10:00:02:12', '00:00:00:00', '01:00:00;02', '23:59:59:24', '99:99:99:99', '', 'now'];

/** Texts by the name of the field that holds them; any other field holds any text. */
const byName = {
  ...Object.fromEntries(
    ['path', 'asset', 'in', 'source', 'assets', 'sources', 'alsoAt', 'original', 'declaration'].map((name) => [name, names]),
  ),
  ...Object.fromEntries(['from', 'to', 'startTimecode', 'timecode'].map((name) => [name, fc.oneof(pick(timecodes), texts)])),
  frameRate: fc.oneof(pick(['25', '24000/1001', '30000/1001', '50', '0', '1/0', '-25', '1e9']), texts),
  use: pick(['U1', 'U2', 'constructor', '__proto__']),
  id: pick(['U1', 'U2', 'constructor', '__proto__']),
  thumbnail: fc.oneof(pick(['data:image/png;base64,iVBORw0KGgo=', 'data:image/svg+xml,<svg onload=alert(1)>"']), texts),
};

const hex = (length) => fc.integer({ min: 0, max: 9 }).map((digit) => String(digit).repeat(length));

/** Values of a schema. @param root what `$ref` starts at */
export function fromSchema(root) {
  const made = (schema, name, depth) => {
    if (schema.$ref) return made(root.$defs[schema.$ref.split('/').at(-1)], name, depth);
    if ('const' in schema) return fc.constant(schema.const);
    if (schema.enum) return pick(schema.enum);
    const ways = schema.oneOf ?? schema.anyOf;
    if (ways) return fc.oneof(...ways.map((one) => made(together(schema, one), name, depth)));
    const types = [schema.type].flat();
    if (types.length > 1) return fc.oneof(...types.map((type) => made({ ...schema, type }, name, depth)));
    return ofType[types[0]]?.(schema, name, depth) ?? fc.constant({});
  };
  const ofType = {
    null: () => fc.constant(null),
    boolean: () => fc.boolean(),
    integer: numbers,
    number: (schema) =>
      fc.oneof(
        numbers(schema),
        fc.constantFrom(0.04, 0.5).map((value) => Math.max(value, schema.minimum ?? 0)),
      ),
    string: ({ pattern }, name) => {
      const digits = /\{(\d+)\}\$$/.exec(pattern ?? '')?.[1];
      if (pattern?.startsWith('^[0-9a-f]')) return hex(Number(digits));
      return byName[name] ?? texts;
    },
    array: ({ items, minItems = 0, maxItems }, name, depth) =>
      fc.array(items === undefined ? fc.constant({}) : made(items, name, depth + 1), {
        minLength: minItems,
        maxLength: maxItems ?? (depth > deepest ? minItems : Math.max(minItems, mostItems)),
      }),
    object: ({ properties = {}, required = [], additionalProperties }, _name, depth) => {
      const fields = Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, fc.oneof(made(value, key, depth + 1))]),
      );
      const record = fc.record(fields, { requiredKeys: required, noNullPrototype: true });
      if (typeof additionalProperties !== 'object') return record;
      const values = made(additionalProperties, '', depth + 1);
      return fc
        .tuple(record, fc.dictionary(texts, values, { maxKeys: 2, noNullPrototype: true }))
        .map(([own, more]) => ({ ...more, ...own }));
    },
  };
  return made(root, '', 0);
}

/** A schema with one of its alternatives; those of fields without values (`required` alone) narrow what stands beside them. */
function together({ oneOf: _oneOf, anyOf: _anyOf, ...own }, one) {
  if (own.type === undefined) return one;
  const properties = { ...own.properties, ...one.properties };
  return { ...own, ...one, properties, required: [...new Set([...(own.required ?? []), ...(one.required ?? [])])] };
}

function numbers({ minimum = -1, maximum = 2 ** 53 - 1 }) {
  const edges = [0, 1, 2, 24, 100, 65_535, 2 ** 31, 2 ** 53 - 1].filter((value) => value >= minimum && value <= maximum);
  return fc.constantFrom(...edges);
}
