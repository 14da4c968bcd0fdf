import type { C2paStore, StoredAssertion, StoredIngredient, StoredManifest } from '../tools/c2pa/answer.ts';
import { decodeCbor } from '../tools/cbor.ts';
import { asRecord, textOf } from './c2pa-assertions.ts';
import { type LabelledBox, readJumbf } from './containers/jumbf-tree.ts';

/**
 * What a store states, read without validating anything: for stores that the engine cannot read (cut short, an unknown
 * algorithm, a later version). A broken credential never hides a statement about AI; nobody vouches for it either, so its
 * strength is that of a plain tag. Null where there is no manifest.
 */
export function statedIn(bytes: Uint8Array): C2paStore | null {
  const manifests = readJumbf(bytes)[0]?.children ?? [];
  const active = manifests.at(-1)?.label;
  if (active === undefined) return null;
  const stored = manifests.map((manifest) => [manifest.label, manifestOf(manifest, bytes)] as const);
  // The last manifest of a store is the active one (C2PA 2.2, section 11.1.4.2).
  return { active_manifest: active, manifests: Object.fromEntries(stored) };
}

function manifestOf(manifest: LabelledBox, bytes: Uint8Array): StoredManifest {
  const claim = asRecord(
    contentOf(
      manifest.children.find(({ label }) => label.startsWith('c2pa.claim')),
      bytes,
    ),
  );
  const assertions = manifest.children.find(({ label }) => label === 'c2pa.assertions')?.children ?? [];
  const generator = textOf(claim?.claim_generator) ?? nameOf(claim?.claim_generator_info);
  const others = assertions.filter(({ label }) => !label.startsWith('c2pa.ingredient'));
  return {
    label: manifest.label,
    ...(generator === undefined ? {} : { claim_generator: generator }),
    assertions: others.map((box): StoredAssertion => ({ label: box.label, data: contentOf(box, bytes), created: true })),
    ingredients: assertions.filter(({ label }) => label.startsWith('c2pa.ingredient')).map((box) => ingredientOf(box, bytes)),
  };
}

function nameOf(info: unknown): string | undefined {
  const record = asRecord(Array.isArray(info) ? info[0] : info);
  const parts = [textOf(record?.name), textOf(record?.version)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}

function ingredientOf(box: LabelledBox, bytes: Uint8Array): StoredIngredient {
  const data = asRecord(contentOf(box, bytes));
  const reference = asRecord(data?.activeManifest ?? data?.c2pa_manifest);
  const manifest = /\/c2pa\/([^/]+)/.exec(textOf(reference?.url) ?? '')?.[1];
  const type = textOf(data?.digitalSourceType);
  return {
    label: box.label,
    relationship: textOf(data?.relationship) ?? 'unknown',
    ...(manifest === undefined ? {} : { active_manifest: manifest }),
    ...(type === undefined ? {} : { digital_source_type: type }),
  };
}

/** The content of a box: CBOR or JSON; undefined for anything else, and for what is cut in the middle. */
function contentOf(box: LabelledBox | undefined, bytes: Uint8Array): unknown {
  if (box?.content === undefined) return undefined;
  const content = bytes.subarray(box.content.offset, box.content.offset + box.content.length);
  if (box.content.type === 'cbor') return decodeCbor(content);
  if (box.content.type !== 'json') return undefined;
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}
