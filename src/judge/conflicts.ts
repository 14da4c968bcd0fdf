import type { Conflict, Evidence, Fact } from '../model/index.ts';

/** What the catalogue knows and the judge needs, to tell statements that do not go together. */
export interface ConflictRules {
  /** The maker behind a generator's name, so that two products of one vendor are no conflict. */
  readonly vendorFamily: (generator: string) => string | undefined;
  /** Statements among the facts that deny AI, such as `ContainsAI: None`. */
  readonly denialsIn: (facts: readonly Fact[]) => readonly Pick<Evidence, 'name' | 'value'>[];
}

/** Statements in one asset that do not go together; shown, never resolved in silence. */
export function conflictsOf(evidence: readonly Evidence[], facts: readonly Fact[], rules: ConflictRules): Conflict[] {
  const marks = evidence.filter(({ says }) => says === 'generated' || says === 'edited');
  if (marks.length === 0) return [];
  return [
    ...captureAgainst(marks, evidence),
    ...twoVendors(marks, rules),
    ...denied(marks, facts, rules),
    ...cameraAgainst(marks, facts),
  ];
}

/**
 * A capture and a statement of generation of the same picture; or a capture credential whose history knows of no AI, and an
 * edit by AI that is stated elsewhere. Within one history a capture and a later AI edit go together.
 */
function captureAgainst(marks: readonly Evidence[], evidence: readonly Evidence[]): Conflict[] {
  const isOwn = ({ relation }: Evidence): boolean => relation === undefined || relation === 'asset';
  const capture = evidence.find((piece) => piece.says === 'captured' && isOwn(piece));
  const isUntold = capture?.source === 'c2pa' && !marks.some((mark) => mark.source === 'c2pa' && mark.relation !== 'inner');
  const mark = marks.find((piece) => isOwn(piece) && (piece.says === 'generated' || (isUntold && piece.source !== 'c2pa')));
  return capture && mark ? [{ code: 'capture-and-ai', between: [capture.value, mark.value] }] : [];
}

function twoVendors(marks: readonly Evidence[], { vendorFamily }: ConflictRules): Conflict[] {
  const families = new Map<string, string>();
  for (const { generator, relation } of marks) {
    if (relation === 'inner') continue;
    const family = generator === undefined ? undefined : vendorFamily(generator);
    if (generator !== undefined && family !== undefined && !families.has(family)) families.set(family, generator);
  }
  const [first, second] = [...families.values()];
  return first !== undefined && second !== undefined ? [{ code: 'two-vendors', between: [first, second] }] : [];
}

function denied(marks: readonly Evidence[], facts: readonly Fact[], { denialsIn }: ConflictRules): Conflict[] {
  const denial = denialsIn(facts)[0];
  const mark = marks[0];
  return denial && mark ? [{ code: 'denied-and-marked', between: [`${denial.name}: ${denial.value}`, mark.title] }] : [];
}

/** A camera's exposure data on a picture that says it was generated. Make alone is not enough: generators write it too. */
function cameraAgainst(marks: readonly Evidence[], facts: readonly Fact[]): Conflict[] {
  const generated = marks.find(({ says }) => says === 'generated');
  const exposure = facts.some(({ source, name }) => source === 'exif' && /^(ExposureTime|FNumber|LensModel)$/i.test(name));
  const model = facts.find(({ source, name }) => source === 'exif' && /^Model$/i.test(name));
  return generated && exposure && model ? [{ code: 'camera-and-ai', between: [model.value, generated.title] }] : [];
}
