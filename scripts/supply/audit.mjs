// What `npm audit` answered, held against the advisories that were looked at and accepted.

/**
 * @typedef {object} Accepted An advisory that was looked at: why it does not matter here, and until when that holds.
 * @property {string} advisory its address, as npm audit prints it
 * @property {string} because
 * @property {string} until `2027-01-31`
 */

/**
 * What an answer means.
 * @param {{ vulnerabilities?: object, message?: string }} answer of `npm audit --json`
 * @param {readonly Accepted[]} accepted
 * @param {string} today `2026-11-24`
 * @returns {{ state: 'clean' | 'faults' | 'not-checked', says: readonly string[] }}
 */
export function judged(answer, accepted, today) {
  if (answer.vulnerabilities === undefined || answer.auditReportVersion === undefined) {
    const reason = answer.message ?? answer.error?.summary ?? 'npm audit gave no report';
    return { state: 'not-checked', says: [`NOT CHECKED: the registry could not be asked for advisories (${reason}).`] };
  }
  // An entry that names other packages only passes on what they have; those stand in the list themselves.
  const all = Object.values(answer.vulnerabilities).flatMap(({ name, via }) =>
    via.filter((one) => typeof one === 'object').map(({ url, title, severity }) => ({ name, url, title, severity })),
  );
  const faults = all.flatMap(({ name, url, title, severity }) => {
    const entry = accepted.find(({ advisory }) => advisory === url);
    if (entry !== undefined && entry.until >= today) return [];
    const told =
      entry === undefined ? 'update it, or accept it with a reason' : `accepted until ${entry.until}: look at it again`;
    return [`${name}: ${title} (${severity}, ${url}); ${told} in scripts/supply/accepted-advisories.json.`];
  });
  const idle = accepted.filter(({ advisory }) => all.every(({ url }) => url !== advisory));
  const says = [
    ...faults,
    ...idle.map(({ advisory }) => `${advisory} is accepted, but no package has it any more: take it out.`),
  ];
  if (says.length > 0) return { state: 'faults', says };
  return { state: 'clean', says: [`no advisory but ${accepted.length} that are accepted with a reason`] };
}
