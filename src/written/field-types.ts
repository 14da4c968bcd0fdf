import type { DigestAlgorithm } from '../model/index.ts';

/**
 * What a field holds. `text` that is short and closed is a `choice`; a `list` may allow one bare value; a `map` has fields.
 * `filled`: an empty one is an error, where it would silently mean nothing or everything. `named`: stands once in the JSON
 * Schema, under this name.
 */
export type FieldType =
  | { readonly type: 'text' | 'date' | 'timecode' | 'frame-rate' | 'boolean' }
  | { readonly type: 'digest'; readonly algorithm: DigestAlgorithm }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly of: FieldType; readonly orSingle?: true; readonly filled?: true }
  | {
      readonly type: 'map';
      readonly fields: Fields;
      readonly shorthand?: string;
      readonly filled?: true;
      readonly named?: string;
    };

/** One field of a text that a person writes. */
export type Field = FieldType & {
  /** Required of everyone; what a policy asks for is that policy's finding. */
  readonly required?: true;
  /** One sentence for the JSON Schema. */
  readonly about?: string;
  /** Names that other forms use for the same thing: never accepted, but the error then names the right one. */
  readonly otherNames?: readonly string[];
};
export type Fields = Readonly<Record<string, Field>>;
