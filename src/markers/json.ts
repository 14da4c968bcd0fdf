/** Longer texts are not parsed: no generator writes such, and they come from strangers. Characters. */
const parseLimit = 32 * 1024 * 1024;

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object (no list, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON object in a text; undefined where the text is none. Python's NaN and Infinity are read as null. */
export function objectIn(text: string): JsonObject | undefined {
  const body = text.trim();
  if (!body.startsWith('{') || body.length > parseLimit) return undefined;
  const value = parse(body) ?? parse(withoutNaN(body));
  return isObject(value) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** ComfyUI writes `"is_changed": [NaN]`: Python's json module does so, and JSON forbids it. */
function withoutNaN(text: string): string {
  return text.replace(/([:[,]\s{0,8})(?:NaN|-?Infinity)(?=\s{0,8}[,\]}])/g, '$1null');
}
