import type { Mime } from '../model/index.ts';

/** Texts that can be sidecars: their name promises nothing, their content decides. */
export const textName = /(\.swarm)?\.(txt|json|jsonld|md)$/i;

/** Web pages: they speak for themselves, since one page may show any number of pictures. */
export const pageName = /\.html?$/i;

/** Bytes of a text that is looked at; generators write some kilobytes, graphs with pictures inside some megabytes. */
export const textLimit = 16 * 1024 * 1024;

/** The settings line that a dozen programs write: `Steps: 20, Sampler: Euler a`. */
const settingsLine = /Steps: \d{1,5}, (?:[^\n]{0,300}?, )?Sampler: /;

/** Words of settings in JSON: SwarmUI, Easy Diffusion, Fooocus, InvokeAI, Draw Things. */
const settingsWords: readonly (readonly RegExp[])[] = [
  [/"sui_image_params"\s*:/],
  [/"use_stable_diffusion_model"\s*:/, /"prompt"\s*:/],
  [/"metadata_scheme"\s*:\s*"(fooocus|a1111)"/],
  [/"[Vv]ersion"\s*:\s*"Fooocus/],
  [/"positive_prompt"\s*:/, /"(generation_mode|app_version)"\s*:/],
  [/"c"\s*:\s*"/, /"uc"\s*:\s*"/, /"sampler"\s*:/],
];

/** Both forms of a ComfyUI graph: as it was run, and as it was drawn. */
const graphWords: readonly (readonly RegExp[])[] = [
  [/"class_type"\s*:\s*"/, /"inputs"\s*:\s*\{/],
  [/"nodes"\s*:\s*\[/, /"links"\s*:\s*\[/, /"last_node_id"\s*:|"last_link_id"\s*:/],
];

const sourceType = /"(?:[^"\\\s]{1,100}[:/])?digital_?source_?type"\s*:/i;
/** Reports about media repeat what the media state: ours, and those of C2PA tools. They are no statement of their own. */
const isReport = /"schema"\s*:\s*"trueslate\.|"(active_manifest|claim_generator|claim_generator_info|signature_info)"\s*:/;
/** ninjs says so (2.0 on), or has the dates that all of its versions have. */
const isNews = /"name"\s*:\s*"ninjs"|"versioncreated"\s*:/i;

/** A label of GB 45438-2025 in the front matter of a Markdown text. */
const labelledFrontMatter = /^---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,200}?AIGC[ \t]*:/;

/** Blocks of JSON-LD in a web page. */
const pageBlocks = /<script\b[^>]{0,1000}\bapplication\/ld\+json\b[^>]{0,1000}>([\s\S]*?)<\/script/gi;

/** True where a web page states in JSON-LD where pictures come from. */
function isTellingPage(text: string): boolean {
  if (!/^\s*</.test(text) || !/<(!doctype html|html|head|body|script)\b/i.test(text)) return false;
  return [...closed(text).matchAll(pageBlocks)].some(([, block = '']) => sourceType.test(block) && !isReport.test(block));
}

/** What the content of a text makes it. */
export interface TextKind {
  readonly mime: Mime;
  /** True where it says something without a picture, film or sound beside it. */
  readonly standsAlone: boolean;
}

/** What a text is by its content; null for any that says nothing that trueslate reads. */
export function textKindOf(bytes: Uint8Array): TextKind | null {
  const text = decoded(bytes);
  if (text === undefined) return null;
  if (labelledFrontMatter.test(text)) return { mime: 'text/markdown', standsAlone: true };
  if (isTellingPage(text)) return { mime: 'text/html', standsAlone: true };
  if (!/^\s*[[{]/.test(text)) return settingsLine.test(text) ? { mime: 'text/x-generation-settings', standsAlone: false } : null;
  const holds = (words: readonly (readonly RegExp[])[]): boolean => words.some((all) => all.every((word) => word.test(text)));
  if (sourceType.test(text) && !isReport.test(text)) {
    if (/"@context"\s*:/.test(text)) return { mime: 'application/ld+json', standsAlone: true };
    return { mime: 'application/x-ninjs+json', standsAlone: isNews.test(text) };
  }
  if (holds(graphWords)) return { mime: 'application/x-comfyui-graph+json', standsAlone: true };
  if (holds(settingsWords) || settingsLine.test(text))
    return { mime: 'application/x-generation-settings+json', standsAlone: false };
  return null;
}

function decoded(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return bytes.subarray(0, 4096).includes(0) ? undefined : new TextDecoder('utf-8').decode(bytes);
}

/** The page up to its last closing tag: a script without one would be searched to the end of the page, each anew. */
function closed(page: string): string {
  return page.slice(0, page.toLowerCase().lastIndexOf('</script') + '</script'.length);
}
