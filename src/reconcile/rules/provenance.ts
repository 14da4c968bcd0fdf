import type { Evidence, JudgedAsset } from '../../model/index.ts';
import { about, evidenceShown, isUndisclosed, type Rule, strongest, usesOf } from '../draft.ts';

/** P01: the C2PA validation failed. What the credential says of AI still counts, as a plain tag. */
export const credentialInvalid: Rule = ({ telling }) =>
  telling
    .filter((asset) => asset.c2pa.state === 'invalid')
    .map((asset) => {
      const evidence = strongest(asset, ['generated', 'edited']).filter(({ source }) => source === 'c2pa');
      const params = { codes: asset.c2pa.codes.join(', '), ai: evidence.length > 0 ? 1 : 0 };
      return about(asset, 'P01', params, { evidence: evidence.slice(0, evidenceShown) });
    });

/** P04: only a manifest below the active one speaks of AI. Where nothing is declared D01 has said it; declared it is `fyi`. */
export const ingredientUnlabelled: Rule = (delivery) =>
  delivery.telling.flatMap((asset) => {
    const evidence = belowActive(asset);
    const [lead] = evidence;
    if (!lead?.manifest || isUndisclosed(delivery, asset)) return [];
    const title = asset.c2pa.chain.find(({ label }) => label === lead.manifest)?.title;
    const declared = usesOf(delivery, asset).length > 0;
    const severity = declared ? ({ severity: 'fyi' } as const) : {};
    return [
      about(asset, 'P04', { manifest: title || lead.manifest }, { ...severity, evidence: evidence.slice(0, evidenceShown) }),
    ];
  });

/** The C2PA evidence of AI where all of it stands in manifests below the active one; else nothing. */
function belowActive(asset: JudgedAsset): readonly Evidence[] {
  const active = asset.c2pa.chain.find((manifest) => manifest.active)?.label;
  const evidence = strongest(asset, ['generated', 'edited', 'possible']).filter(({ source }) => source === 'c2pa');
  if (active === undefined || evidence.some(({ manifest }) => manifest === undefined || manifest === active)) return [];
  return evidence;
}

/** P05: statements that exclude each other. One finding an asset, for the first of them; the report lists all. */
export const statementsConflict: Rule = ({ telling }) =>
  telling.flatMap((asset) => {
    const [conflict] = asset.conflicts;
    if (conflict === undefined) return [];
    const [first, second] = conflict.between;
    return [about(asset, 'P05', { kind: conflict.code, first, second }, { evidence: asset.evidence.slice(0, evidenceShown) })];
  });

/** P06: provenance that does not travel with the file. One finding an asset, for the reason that hides most. */
export const provenanceDetached: Rule = ({ telling }) =>
  telling.flatMap((asset) => {
    const kind = detachment(asset);
    if (kind === undefined) return [];
    const url = kind === 'remote' ? remoteUrl(asset) : undefined;
    return [about(asset, 'P06', url === undefined ? { kind } : { kind, url })];
  });

/** Messages and graphs are sidecars by kind, and say something without the media that they speak of. */
const standAlone: ReadonlySet<string> = new Set([
  'application/x-comfyui-graph+json',
  'application/ld+json',
  'application/x-ninjs+json',
  'application/vnd.iptc.g2.newsitem+xml',
  'application/x-ddex-ern+xml',
]);

function detachment(asset: JudgedAsset): 'remote' | 'unreadable-store' | 'orphan-sidecar' | undefined {
  const has = (code: string) => asset.problems.some((problem) => problem.code === code);
  if (asset.c2pa.state === 'remote' || has('c2pa-remote')) return 'remote';
  if (asset.c2pa.state === 'unreadable' || has('c2pa-unreadable')) return 'unreadable-store';
  const isDetached = asset.kind === 'sidecar' && !standAlone.has(asset.format);
  return isDetached || has('orphan-sidecar') ? 'orphan-sidecar' : undefined;
}

function remoteUrl(asset: JudgedAsset): string | undefined {
  const told = asset.problems.find((problem) => problem.code === 'c2pa-remote')?.params?.url;
  return asset.c2pa.remote ?? (told === undefined ? undefined : String(told));
}

/**
 * P07: AI is possible and a person must look; `fyi` where only a capable tool or a suggestive name says so, and where a use
 * covers the asset: then somebody has looked.
 */
export const possibleAi: Rule = (delivery) =>
  delivery.telling
    .filter((asset) => asset.verdict === 'possible')
    .map((asset) => {
      const stated = strongest(asset, ['possible']).filter(({ strength }) => strength !== 'inferred');
      const evidence = stated.length > 0 ? stated : strongest(asset, ['possible', 'tool', 'generated', 'edited']);
      const [lead] = evidence;
      const params = { title: lead?.title ?? '', value: lead?.value ?? '' };
      const isAsked = stated.length > 0 && usesOf(delivery, asset).length === 0;
      const severity = isAsked ? ({} as const) : ({ severity: 'fyi' } as const);
      return about(asset, 'P07', params, { ...severity, evidence: evidence.slice(0, evidenceShown) });
    });
