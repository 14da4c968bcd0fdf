import type { Declaration, Tool, Use } from '../model/index.ts';

/** What people are told of a tool. */
type Named = Pick<Tool, 'name' | 'version' | 'vendor'>;

/** A tool by the id or name under which a use calls it. */
export function toolOf(called: string, tools: readonly Tool[]): Named {
  const wanted = called.toLowerCase();
  return tools.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted) ?? { name: called };
}

/** Name and version, as `Firefly 5`; a version that the name ends with is not said twice. */
export function versionedName({ name, version }: Named): string {
  return version === undefined || version === '' || isWordsOf(name, version, 'end') ? name : `${name} ${version}`;
}

/** The vendor where the name does not say it: nobody calls it Midjourney Midjourney, or Adobe Adobe Firefly. */
export function vendorBeside({ name, vendor }: Named): string {
  return vendor === undefined || isWordsOf(name, vendor, 'start') ? '' : vendor;
}

/** Vendor, name and version, each once, as `Adobe Firefly 5`. */
export function toolLabel(tool: Named): string {
  return [vendorBeside(tool), versionedName(tool)].filter(Boolean).join(' ');
}

/** The tools of a use, as people call them. */
export function toolLabels(content: Declaration | undefined, use: Use | undefined): readonly string[] {
  return [...new Set((use?.tools ?? []).map((called) => toolLabel(toolOf(called, content?.tools ?? []))))];
}

/** True where the name is those words, or begins or ends with them. */
function isWordsOf(name: string, words: string, where: 'start' | 'end'): boolean {
  const [whole, part] = [name.toLowerCase(), words.trim().toLowerCase()];
  if (whole === part) return true;
  return where === 'start' ? whole.startsWith(`${part} `) : whole.endsWith(` ${part}`);
}
