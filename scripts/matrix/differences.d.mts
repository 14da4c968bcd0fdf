import type { Fact, Marker, Says } from '../../src/model/index.ts';

/** A statement that a marker makes of some facts. */
export interface Statement {
  readonly marker: string;
  readonly says: Says;
  readonly generator: string | undefined;
  /** The first of the facts that it rests on. */
  readonly fact: Fact;
  /** The values of all of them, in small letters. */
  readonly values: readonly string[];
}

export function statementsMissing(
  markers: readonly Marker[],
  facts: readonly Fact[],
  others: readonly Fact[],
): readonly Statement[];
export function statementText(statement: Statement): string;
