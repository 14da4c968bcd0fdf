import type { Check, CheckOutcome } from '../../model/index.ts';
import type { Word } from '../params.ts';

type Params = Readonly<Record<string, string | number>>;

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** Words of `trueslate report`: a saved report in other forms, and held against the media. */
export const reportCommand = {
  command: 'render a saved report (JSON or NDJSON) in other forms, or re-check its evidence against the media',
  options: {
    saved: 'a report that a scan wrote, .json or .ndjson',
    report: 'write a report; the ending chooses its form (repeatable)',
    format: 'what stdout gets (default: text where no --report is named)',
    verify:
      'read the bytes of every piece of evidence again and say which do not hold any more; --format text or json. Exit code: 0 all hold, 1 something changed or is gone, 3 something could not be checked',
    verbose: 'with --verify: list what still holds as well',
    root: 'with --verify: where the delivery lies now (once for each folder of the scan, in its order)',
    lang: 'language of the sentences (default: as the scan worded them)',
    failOn: 'the least severity that makes exit code 1',
  },
  unreadable: ({ file, detail }: Params): string => `The report ${file} cannot be read: ${detail}.`,
  notRegular: 'it is not a regular file',
  tooLarge: ({ limit }: Params): string => `it is larger than ${limit} bytes`,
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
  rootMissing: ({ root, detail }: Params): string =>
    `The folder ${root} cannot be read: ${detail}. If the delivery lies elsewhere now, name its folder with --root.`,
  verify: {
    allHold: ({ checks, files }: Params): string =>
      `Everything that was recorded still holds: ${counted(Number(checks), 'check', 'checks')} in ${counted(Number(files), 'file', 'files')}.`,
    noneChanged: ({ checks, files, count }: Params): string =>
      `Nothing that was recorded was found changed: ${counted(Number(checks), 'check', 'checks')} in ${counted(Number(files), 'file', 'files')}, of which ${count} ${Number(count) === 1 ? 'was' : 'were'} compared by size alone.`,
    beside: ({ count, paths, more }: Params): string =>
      `${counted(Number(count), 'file', 'files')} of the --marked folders ${Number(count) === 1 ? 'is' : 'are'} not where the scan found ${Number(count) === 1 ? 'it' : 'them'} and ${Number(count) === 1 ? 'was' : 'were'} not checked: ${paths}${Number(more) > 0 ? ', …' : '.'}`,
    nothing: 'The report holds nothing that could be checked.',
    changed: ({ count, checks }: Params): string =>
      `${count} of ${counted(Number(checks), 'check', 'checks')} ${Number(count) === 1 ? 'does' : 'do'} not hold any more.`,
    unsure: ({ count, checks }: Params): string =>
      `Nothing was found changed, but ${count} of ${counted(Number(checks), 'check', 'checks')} could not be made.`,
    of: ({ path, finished }: Params): string => `Report: ${path}, of ${finished}`,
    roots: ({ roots }: Params): string => `Media: ${roots}`,
    /** A heading for each outcome, and what it means and what to do. */
    outcomes: {
      holds: { label: 'Holds', means: 'The same bytes are there.' },
      changed: {
        label: 'Changed',
        means:
          'These are not the bytes that the scan read, so what the report says of them holds no more. Find out who replaced the files and why, then scan again.',
      },
      missing: {
        label: 'Missing',
        means:
          'These files are not where the report says. If they were moved, name the folder with --root; else restore them, or scan again without them.',
      },
      unreadable: {
        label: 'Could not be read',
        means: 'Nobody can say whether these still hold. Make the files readable, then verify again.',
      },
      'not-recorded': {
        label: 'Nothing recorded to compare with',
        means: 'The report keeps no digest of these bytes, so nobody can say. Scan again; --hash keeps a digest of every file.',
      },
    } satisfies Record<CheckOutcome, Word>,
    kinds: { size: 'size', digest: 'SHA-256 of the whole file', evidence: 'evidence' } satisfies Record<Check['kind'], string>,
    bytes: ({ offset, length }: Params): string => `byte ${offset}, ${length} long`,
    sizes: ({ expected, found }: Params): string =>
      `size: ${expected} bytes recorded, ${found} found; the file is ${Number(found) < Number(expected) ? 'shorter' : 'longer'} now`,
    otherDigest: 'SHA-256 of the whole file: another than the one recorded',
    otherBytes: 'other bytes stand there now',
    /** What a file that is gone, or cannot be read, takes with it. */
    unchecked: ({ pieces }: Params): string =>
      Number(pieces) === 0
        ? 'no evidence in it'
        : `with ${counted(Number(pieces), 'piece of evidence', 'pieces of evidence')} in it`,
    noPlace: 'the report does not say where in the file it stands',
    noDigest: 'the report keeps no digest of it',
    holding: ({ checks, evidence }: Params): string =>
      `${counted(Number(checks), 'check holds', 'checks hold')}, ${evidence} of evidence; --verbose lists them.`,
    bySize: ({ count }: Params): string =>
      `${counted(Number(count), 'file', 'files')} without a recorded digest ${Number(count) === 1 ? 'was' : 'were'} compared by size alone; scan with --hash to have a digest of each.`,
    newFiles: 'Files that came into the delivery after the scan were not looked for.',
  },
};
