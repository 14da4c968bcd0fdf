import type { LeftOver, SeenPlace } from '../declare/index.ts';
import { shortValue } from '../messages/index.ts';
import type { Report, ReportedAsset, WordedFinding } from '../model/index.ts';
import { chosenMessages } from './language.ts';

/** Where material is seen or heard that no use declares: in each of the videos and sounds that hold it. */
function undeclared({ findings }: Report): readonly (WordedFinding & { readonly asset: string })[] {
  return findings.flatMap((finding) => {
    const { code, asset, alsoAt, from, to } = finding;
    if (code !== 'P09' || asset === null || from === null || to === null) return [];
    return [asset, ...alsoAt].map((path) => ({ ...finding, asset: path }));
  });
}

/** A timecode, and not the hours, minutes and seconds of what counts no frames. */
const timecode = /^\d{2}:\d{2}:\d{2}[:;]\d{2}$/;

/** True where a range can be drafted: the source is marked, it is seen and not its original, and the target counts in timecode. */
function isSure({ params, from, to }: WordedFinding): boolean {
  if (params.relation === 'ambiguous' || params.declaredOnly === 1) return false;
  return timecode.test(from ?? '') && timecode.test(to ?? '');
}

/** The ranges that a draft declares. */
export function placesToDraft(report: Report): readonly SeenPlace[] {
  return undeclared(report)
    .filter(isSure)
    .map(({ asset, params, from, to }) => ({ source: String(params.source), asset, in: from ?? '', out: to ?? '' }));
}

/** Unmarked stills that show a marked one from edge to edge, surely and not its original: they are declared with it. */
export function copiesToDraft({ findings }: Report): readonly { readonly source: string; readonly asset: string }[] {
  return findings.flatMap(({ code, asset, alsoAt, params, from }) => {
    if (code !== 'P03' || asset === null || from !== null || params.medium === undefined || params.relation !== 'marked')
      return [];
    return [asset, ...alsoAt].map((path) => ({ source: String(params.source), asset: path }));
  });
}

/** The places that a person has to decide on: nobody can say from here whether, or how, they are to be declared. */
export function openPlaces(report: Report): LeftOver {
  const places = undeclared(report).filter((finding) => !isSure(finding));
  return {
    heading: chosenMessages().declareInit.draft.openPlaces,
    assets: places.map(({ asset, message }) => ({ path: asset, why: message })),
  };
}

/** Marked files, those of `--marked` too, that could not be searched for: where they are seen, a person has to say. */
export function unsought({ coverage }: Report): LeftOver {
  const { declareInit, sightings } = chosenMessages();
  const gaps = (coverage.traced?.gaps ?? []).filter(({ role }) => role === 'source');
  return { heading: declareInit.draft.unsought, assets: gaps.map(({ path, code }) => ({ path, why: sightings.gaps[code] })) };
}

/** Assets that a person has to look at: of a possible mark nobody can say yet whether it is a use. */
export function leftOver(report: Report): readonly LeftOver[] {
  const texts = chosenMessages().declareInit.draft;
  const of = (verdict: ReportedAsset['verdict']) => report.assets.filter((asset) => asset.verdict === verdict);
  const open = of('possible').map(({ path, evidence }) => {
    const lead = evidence.find(({ says }) => says !== 'captured');
    return { path, why: lead ? `${lead.title}: "${shortValue(lead.value)}"` : '' };
  });
  const unread = of('unreadable').map(({ path, problems }) => ({ path, why: problems[0]?.message ?? texts.partlyRead }));
  return [
    { heading: texts.possible, assets: open },
    { heading: texts.unreadable, assets: unread },
    openPlaces(report),
    unsought(report),
  ];
}
