import type { Walker } from './reads.ts';
import { readText } from './sidecar-text.ts';
import { WalkNotes } from './walk-notes.ts';

/** Lines of a front matter that are read. */
const lineLimit = 1000;

/**
 * The AIGC label in the front matter of a Markdown text (GB 45438-2025): JSON behind the key, or lines of their own below it,
 * which are put together as JSON.
 */
export const walkFrontMatter: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const content = yield* readText(notes);
  if (content === undefined) return notes.done();
  const lines = content.text.split('\n');
  const last = lines.slice(1, lineLimit).findIndex((line) => /^---\s*$/.test(line));
  if (last < 0) notes.broken(0, 'front-matter');
  const matter = lines.slice(1, last < 0 ? lineLimit : last + 1);
  const first = matter.findIndex((line) => /^AIGC[ \t]*:/.test(line));
  const line = matter[first];
  if (line === undefined) return notes.done();
  const end = matter.findIndex((next, index) => index > first && /^\S/.test(next));
  const below = matter.slice(first + 1, end < 0 ? undefined : end);
  const inline = line.replace(/^AIGC[ \t]*:/, '').trim();
  const value =
    inline.length > 1 ? unquoted([inline, ...below].join('\n').trim()) : JSON.stringify(Object.fromEntries(below.flatMap(pair)));
  const raw = [line, ...below].join('\n');
  const at = Buffer.from(content.bytes).indexOf(raw);
  const place =
    at < 0 ? notes.place('front matter', 0, content.bytes.length) : notes.place('front matter', at, Buffer.byteLength(raw));
  notes.fact('sidecar', 'frontmatter:AIGC', value, place);
  return notes.done();
};

function pair(line: string): [string, string][] {
  const [, key, value = ''] = /^\s+["']?([\w-]+)["']?\s*:\s*(.*)$/.exec(line) ?? [];
  return key === undefined ? [] : [[key, unquoted(value.trim())]];
}

function unquoted(text: string): string {
  const [, , inner] = /^(["'])([\s\S]*)\1$/.exec(text) ?? [];
  return inner ?? text;
}
