import type { Rule } from '../draft.ts';

/** T02: a file and a checksum manifest disagree; one finding for each, since each is a file that somebody has to look at. */
export const manifestMismatch: Rule = ({ mismatches }) =>
  mismatches.map(({ kind, manifest, path, expected, found, algorithm }) => ({
    code: 'T02',
    asset: path,
    // Of the file as the manifest names it, which may not be there to have any content.
    subject: { text: `${manifest}\n${path}` },
    params: {
      asset: path,
      manifest,
      kind,
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found }),
      ...(algorithm === undefined ? {} : { algorithm }),
    },
  }));
