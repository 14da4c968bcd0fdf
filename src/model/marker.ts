import type { C2paPlace, ManifestRelation } from './c2pa.ts';
import type { At, Fact, FactSource, Subject } from './fact.ts';

/**
 * What a marker says of the asset. `tool` names a tool that can do AI (possible, but only `fyi`); `captured` is a camera's
 * source type; `nothing` is kept in the catalogue because it looks like AI and is none (traps), or only tells where to look.
 */
export const sayings = ['generated', 'edited', 'possible', 'tool', 'captured', 'nothing'] as const;
export type Says = (typeof sayings)[number];

/** How far evidence can be trusted, strongest first; always shown, never summed. */
export const strengths = ['trusted', 'signed', 'declared', 'inferred'] as const;
export type Strength = (typeof strengths)[number];

/** A generator as the evidence names it. */
export interface Generator {
  readonly name: string;
  readonly version?: string;
}

/** One hit of a marker: the very facts, and what they say where it differs from the marker's usual word. */
export interface Match {
  readonly facts: readonly Fact[];
  readonly says?: Says;
  readonly generator?: Generator;
}

/** A fact as an example gives it: `where` is filled in by the test where it does not matter. */
export type ExampleFact = Pick<Fact, 'source' | 'name' | 'value'> & {
  readonly c2pa?: Partial<C2paPlace>;
  readonly where?: string;
};

/** Pure; gets every fact of one asset. */
export type Matcher = (facts: readonly Fact[]) => readonly Match[];

/** A rule of the catalogue: one machine-readable way of saying that AI made or altered something (or that it did not). */
export interface Marker {
  /** Kebab case, stable: reports and waivers name it. */
  readonly id: string;
  readonly title: string;
  /** Who writes it. */
  readonly vendor: string;
  readonly says: Says;
  /** `c2pa`: trusted or signed by the state of the manifest, else declared. */
  readonly strength: 'c2pa' | 'declared' | 'inferred';
  /** Where it is documented or was seen: specification with section, or repository with commit. */
  readonly source: string;
  /** `primary`: specification, vendor's code, or a real file opened; `secondary`: another detector's constants or captures. */
  readonly evidence: 'primary' | 'secondary';
  readonly note?: string;
  readonly match: Matcher;
  /** Each entry is the whole fact list of a made-up asset. */
  readonly examples: {
    readonly yes: readonly (readonly ExampleFact[])[];
    readonly no: readonly (readonly ExampleFact[])[];
  };
}

/** A marker that matched, with the fact that it matched, as reports carry it. */
export interface Evidence {
  readonly marker: string;
  readonly title: string;
  readonly says: Says;
  readonly strength: Strength;
  readonly source: FactSource;
  readonly name: string;
  /** The raw value, cut at `evidenceValueLimit` characters. */
  readonly value: string;
  readonly where: string;
  readonly at?: At & { readonly sha256?: string };
  readonly generator?: string;
  readonly generatorVersion?: string;
  readonly manifest?: string;
  /**
   * What the manifest is to the asset; `inner`: it belongs to a file inside the asset, an appended picture or a cover;
   * `elsewhere`: XMP in the asset that names another resource as its subject; `track`: it stands in a track file of the package.
   */
  readonly relation?: ManifestRelation | 'inner' | 'elsewhere' | 'track';
  /** What of several things it speaks of: a recording of a message. */
  readonly of?: Subject;
}

/** Characters of a value that a report keeps; a ComfyUI graph can hold hundreds of kilobytes. */
export const evidenceValueLimit = 2000;
