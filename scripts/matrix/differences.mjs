/** What one reader hands to the catalogue of markers and another does not, whatever each calls the place. */

const plain = (value) => value.replace(/\s+/g, ' ').trim().toLowerCase();

/** Every statement that some marker makes of these facts, also those that say nothing of AI by themselves. */
function statementsOf(markers, facts) {
  return markers.flatMap((marker) =>
    marker.match(facts).map(({ facts: on, says = marker.says, generator }) => ({
      marker: marker.id,
      says,
      generator: generator?.name,
      fact: on[0],
      values: on.map(({ value }) => plain(value)),
    })),
  );
}

/** True where a statement is made by another as well, on the same words; one that names no generator adds none. */
function isMadeBy(one, other) {
  if (one.marker !== other.marker || one.says !== other.says) return false;
  if (one.generator !== undefined && one.generator !== other.generator) return false;
  return one.values.some((value) => other.values.some((known) => known.includes(value) || value.includes(known)));
}

/** The statements on `facts` that are not made on `others`. */
export function statementsMissing(markers, facts, others) {
  const known = statementsOf(markers, others);
  return statementsOf(markers, facts).filter((one) => !known.some((other) => isMadeBy(one, other)));
}

/** A statement in one line. */
export const statementText = ({ marker, says, generator, fact: { source, name, value } }) =>
  [marker, says, generator ?? '-', `${source}:${name}`, value.slice(0, 120)].join(' | ');
