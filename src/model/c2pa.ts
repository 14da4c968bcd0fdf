/**
 * What C2PA says of an asset as a whole. `trusted`: valid, signer on a configured list; `valid`: intact, signer on no list;
 * `invalid`: anything the engine found broken; `remote`: the manifest lies at an address that was not fetched;
 * `unreadable`: a store is there and the engine could not read it; `none`: no store.
 */
export const c2paStates = ['trusted', 'valid', 'invalid', 'remote', 'unreadable', 'none'] as const;
export type C2paState = (typeof c2paStates)[number];

/**
 * True for a failure code that only says that an identity in the credential was not looked up: the issuer's DID document lies
 * at a web address, and nothing here goes to the network (CAWG identity assertion 1.1, section 8.1.7; 1.3 has a code of its own
 * for a blocked network). It says nothing of the file.
 */
export function isLookUp(code: string): boolean {
  return /^cawg\.(ica\.did_unavailable|identity\.network_traffic_blocked)$/.test(code);
}

/**
 * What a manifest of the store is to the asset: the asset itself (active manifest, or reached by parentOf), something placed
 * in it (componentOf), something only fed to a model (inputTo), or not reachable from the active manifest at all.
 * C2PA 2.2, section 18.15.3.
 */
export const manifestRelations = ['asset', 'component', 'input', 'loose'] as const;
export type ManifestRelation = (typeof manifestRelations)[number];

/** Names of the facts with source `c2pa`. */
export const c2paFactNames = [
  'claim_generator',
  'signer',
  'assertion',
  'action',
  'action.digitalSourceType',
  'action.softwareAgent',
  'action.description',
  'action.tool',
  'actions.allActionsIncluded',
  'ingredient.relationship',
  'ingredient.digitalSourceType',
  'ingredient.unknownProvenance',
  'metadata.digitalSourceType',
  'soft-binding.alg',
  'redacted',
  'manifest.type',
  'remote',
] as const;
export type C2paFactName = (typeof c2paFactNames)[number];

/** Where in the store a `c2pa` fact stands. */
export interface C2paPlace {
  /** Label of the manifest, `urn:c2pa:…`. */
  readonly manifest: string;
  readonly relation: ManifestRelation;
  /** True for the active manifest, which speaks for the file as it is now. */
  readonly active: boolean;
  /** Validation state of the asset's store; strength follows it. */
  readonly state: C2paState;
  /** True where the assertion is only in the claim's gathered_assertions: the signer does not vouch for it (2.2 §10.2.2). */
  readonly gathered: boolean;
  /** True where the store is that of a file inside the asset: an appended picture, a cover. */
  readonly inner?: boolean;
  /** Label of the assertion, with its `__N`. */
  readonly assertion?: string;
  /** For facts of an action: its name, `c2pa.edited`, and place in the list. */
  readonly action?: string;
  readonly actionIndex?: number;
}

/** One entry of the validation results, in the spec's own strings. */
export interface C2paCode {
  readonly code: string;
  readonly kind: 'success' | 'informational' | 'failure';
  readonly url?: string;
  readonly explanation?: string;
}

/** An action of a manifest, as stated. */
export interface C2paAction {
  readonly action: string;
  readonly digitalSourceType?: string;
  readonly softwareAgent?: string;
  readonly description?: string;
  /** Adobe's parameter `com.adobe.tool`: the command that was used. */
  readonly tool?: string;
  readonly when?: string;
}

/** An ingredient of a manifest, as stated. */
export interface C2paIngredient {
  readonly title?: string;
  readonly format?: string;
  readonly relationship: string;
  /** Label of its manifest in this store, where it has one. */
  readonly manifest?: string;
  readonly digitalSourceType?: string;
  /** The picture of it that its manifest carries, as a data URL; absent where there is none or no pictures were wanted. */
  readonly thumbnail?: string;
}

/** One manifest of the store, flattened for reports. */
export interface C2paManifest {
  readonly label: string;
  readonly title?: string;
  readonly relation: ManifestRelation;
  readonly active: boolean;
  readonly claimGenerator?: string;
  readonly signer?: string;
  /** Time of signing as the time stamp gives it, ISO 8601. */
  readonly signed?: string;
  readonly actions: readonly C2paAction[];
  readonly ingredients: readonly C2paIngredient[];
  readonly assertions: readonly string[];
}

/** The C2PA answer for one asset. */
export interface C2paSummary {
  readonly state: C2paState;
  /** Failure codes of the spec, each once, in the order found; for `valid` the reason why it is not trusted. */
  readonly codes: readonly string[];
  readonly signer?: string;
  readonly claimGenerator?: string;
  /** Address of a remote manifest: reported, never fetched. */
  readonly remote?: string;
  /** Which engine judged: name and version. */
  readonly engine?: string;
  /**
   * True where the hash that binds the credential to the file was computed, matching or not: every byte of the file was read but
   * for what the binding leaves out (the store itself; in BMFF some boxes). C2PA 2.2, section 9.2.
   */
  readonly hashedWhole?: true;
  /** The whole store, active manifest first. */
  readonly chain: readonly C2paManifest[];
}
