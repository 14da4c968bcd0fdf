/** What an engine says of one file, or why it says nothing. Plain data, since it crosses threads. */
export type C2paAnswer =
  | {
      readonly kind: 'store';
      readonly store: C2paStore;
      readonly binding?: DataBinding;
      /** Of a store beside its media: whether these were hashed; absent where the engine had the media before it and its codes tell. */
      readonly isMediaHashed?: boolean;
    }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'error'; readonly error: string };

/**
 * The reader JSON of c2pa-rs, as far as trueslate uses it; both engines hand it out. Everything below `manifests` was
 * written by strangers: types are promises of the engine only where it builds the value itself.
 */
export interface C2paStore {
  readonly active_manifest?: string;
  readonly manifests?: Readonly<Record<string, StoredManifest>>;
  readonly validation_state?: string;
  readonly validation_results?: {
    readonly activeManifest?: C2paStatuses;
    readonly ingredientDeltas?: readonly { readonly ingredientAssertionURI?: string; readonly validationDeltas?: C2paStatuses }[];
  };
}

/** One manifest of the store. */
export interface StoredManifest {
  readonly label?: string;
  readonly title?: string;
  readonly claim_generator?: string;
  readonly claim_generator_info?: readonly { readonly name?: unknown; readonly version?: unknown }[];
  readonly claim_version?: number;
  readonly assertions?: readonly StoredAssertion[];
  readonly ingredients?: readonly StoredIngredient[];
  readonly signature_info?: { readonly issuer?: string; readonly common_name?: string; readonly time?: string };
  readonly redactions?: readonly unknown[];
}

/** One assertion; `created` is true where a v2 claim lists it among created_assertions (the signer vouches for it). */
export interface StoredAssertion {
  readonly label?: string;
  readonly data?: unknown;
  readonly instance?: number;
  readonly created?: boolean;
}

/** One ingredient assertion. */
export interface StoredIngredient {
  readonly title?: string;
  readonly format?: string;
  readonly relationship?: string;
  readonly active_manifest?: string;
  readonly digital_source_type?: string;
  readonly label?: string;
  readonly thumbnail?: { readonly format?: string; readonly identifier?: string };
  /** The bytes of the thumbnail as a data URL; only the WebAssembly engine gives them. */
  readonly picture?: string;
}

/** How a detached store is bound to its media: a hash of all bytes but the exclusions (C2PA 2.2, section 18.5). */
export interface DataBinding {
  /** `sha256`, `sha384` or `sha512`. */
  readonly algorithm: string;
  /** Base64. */
  readonly hash: string;
  readonly exclusions: readonly { readonly start: number; readonly length: number }[];
}

/** Validation entries by kind; codes are the C2PA specification's strings. */
export interface C2paStatuses {
  readonly success?: readonly C2paStatus[];
  readonly informational?: readonly C2paStatus[];
  readonly failure?: readonly C2paStatus[];
}

/** One validation entry. */
export interface C2paStatus {
  readonly code: string;
  readonly url?: string;
  readonly explanation?: string;
}

/** Sorts the engine's error text: no store, a remote one, or a failure. */
export function answerOfError(error: string): C2paAnswer {
  const remote = /RemoteManifestUrl\("?([^")]*)"?\)/.exec(error) ?? /remote manifest.*?(https?:\/\/\S+)/i.exec(error);
  if (remote) return { kind: 'remote', url: remote[1] ?? '' };
  if (/JumbfNotFound|no JUMBF data found/i.test(error)) return { kind: 'none' };
  return { kind: 'error', error };
}
