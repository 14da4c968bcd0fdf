import type { Conflict, Evidence, Fact } from '../model/index.ts';
import { cameraIn } from './camera.ts';

/** A statement that denies AI, as far as a conflict needs it. */
type Denial = Pick<Evidence, 'name' | 'value' | 'at' | 'of'>;

/** What the catalogue knows and the judge needs, to tell statements that do not go together. */
export interface ConflictRules {
  /** The maker behind a generator's name, so that two products of one vendor are no conflict. */
  readonly vendorFamily: (generator: string) => string | undefined;
  /** Statements among the facts that deny AI, such as `ContainsAI: None`. */
  readonly denialsIn: (facts: readonly Fact[]) => readonly Denial[];
}

/** Statements in one asset that do not go together; shown, never resolved in silence. */
export function conflictsOf(evidence: readonly Evidence[], facts: readonly Fact[], rules: ConflictRules): Conflict[] {
  const marks = evidence.filter(({ says }) => says === 'generated' || says === 'edited');
  if (marks.length === 0) return [];
  return [
    ...captureAgainst(marks, evidence),
    ...twoVendors(marks, rules),
    ...denied(marks, facts, rules),
    ...cameraAgainst(marks, facts, rules),
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

/** A denial and a mark of one thing: a message may call one recording free of AI and the next one made by it. */
function denied(marks: readonly Evidence[], facts: readonly Fact[], { denialsIn }: ConflictRules): Conflict[] {
  for (const denial of denialsIn(facts)) {
    const mark = marks.find((piece) => speakOfOne(denial, piece));
    if (mark) return [{ code: 'denied-and-marked', between: [`${denial.name}: ${denial.value}`, mark.title] }];
  }
  return [];
}

/** True where two statements speak of one thing: either of the whole asset, both of one subject, or one of all that a release holds. */
function speakOfOne(one: Denial, other: Denial): boolean {
  if (one.of === undefined || other.of === undefined || one.at?.path !== other.at?.path) return true;
  return one.of.id === other.of.id || speaksOfAllIn(one, other.of.id) || speaksOfAllIn(other, one.of.id);
}

function speaksOfAllIn({ of, value }: Denial, id: string): boolean {
  return of?.holds?.includes(id) === true && /^\s*(all|none)\s*$/i.test(value);
}

/** The data of a camera on a picture or film that says it was generated. */
function cameraAgainst(marks: readonly Evidence[], facts: readonly Fact[], { vendorFamily }: ConflictRules): Conflict[] {
  const generated = marks.find(({ says }) => says === 'generated');
  const camera = generated && cameraIn(facts, vendorFamily);
  return generated && camera !== undefined ? [{ code: 'camera-and-ai', between: [camera, generated.title] }] : [];
}
