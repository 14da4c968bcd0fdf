import type { Check, CheckOutcome } from '../../model/index.ts';

type Params = Readonly<Record<string, string | number>>;

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** Words of `trueslate report`: a saved report in other forms, and held against the media. */
export const reportCommand = {
  command: 'render a saved report (JSON or NDJSON) in other forms, or re-check its evidence against the media',
  options: {
    saved: 'a report that a scan wrote, .json or .ndjson',
    report: 'write a report; the ending chooses its form (repeatable)',
    format: 'what stdout gets (default: text where no --report is named)',
    verify: 'read the bytes of every piece of evidence again and say which still hold; --format text or json',
    root: 'with --verify: where the delivery lies now (once for each folder of the scan, in its order)',
    lang: 'language of the sentences (default: as the scan worded them)',
    failOn: 'the least severity that makes exit code 1',
  },
  unreadable: ({ file, detail }: Params): string => `The report ${file} cannot be read (${detail}).`,
  notRegular: 'not a regular file',
  tooLarge: ({ limit }: Params): string => `larger than ${limit} bytes`,
  notReport: ({ file }: Params): string => `${file} is no report of trueslate; name a .json or .ndjson file that a scan wrote.`,
  unfinished: ({ file }: Params): string =>
    `${file} ends before its last line, so the scan that wrote it did not finish; scan again.`,
  otherVersion: ({ file, schema, known }: Params): string =>
    `${file} is a report of another version (${schema}); this trueslate reads ${known}.`,
  invalid: ({ file, place, detail }: Params): string =>
    `${file} is not what the report schema says: ${place} ${detail}. It was changed by hand or cut.`,
  nothingAsked: ({ option }: Params): string => `${option} goes with --verify.`,
  verifyAlone: 'With --verify nothing is rendered again: leave out --report, and use --format text or json.',
  rootCount: ({ given, wanted }: Params): string =>
    `The scan had ${counted(Number(wanted), 'folder', 'folders')} and --root names ${given}; name one for each, in the order of the report.`,
  rootMissing: ({ root, detail }: Params): string => `The folder ${root} cannot be read (${detail}); check --root.`,
  verify: {
    allHold: ({ checks, files }: Params): string =>
      `Everything that was recorded still holds: ${counted(Number(checks), 'check', 'checks')} in ${counted(Number(files), 'file', 'files')}.`,
    nothing: 'The report holds nothing that could be checked.',
    changed: ({ count }: Params): string =>
      `${counted(Number(count), 'thing that the report says does', 'things that the report says do')} not hold any more.`,
    unsure: ({ count }: Params): string =>
      `Nothing was found changed, but ${counted(Number(count), 'thing', 'things')} could not be checked.`,
    of: ({ path, finished }: Params): string => `Report: ${path}, of ${finished}`,
    roots: ({ roots }: Params): string => `Media: ${roots}`,
    outcomes: {
      holds: 'Holds',
      changed: 'Changed',
      missing: 'Missing',
      unreadable: 'Could not be read',
      'not-recorded': 'Nothing recorded to compare with',
    } satisfies Record<CheckOutcome, string>,
    kinds: { size: 'size', digest: 'SHA-256 of the whole file', evidence: 'evidence' } satisfies Record<Check['kind'], string>,
    bytes: ({ offset, length }: Params): string => `byte ${offset}, ${length} long`,
    sizes: ({ expected, found }: Params): string => `${expected} bytes recorded, ${found} found`,
    alsoHold: ({ count }: Params): string =>
      `${counted(Number(count), 'size or digest of a file holds', 'sizes and digests of files hold')} as well.`,
  },
};
