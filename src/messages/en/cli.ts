import type { Marker, Says } from '../../model/index.ts';

/** Words of the command line: help, and why something did not start. */

type Params = Readonly<Record<string, string | number>>;

/** Why a scan did not start: what, where, what to do. */
export const start = {
  'missing-root': ({ place, detail }: Params): string =>
    detail === 'special'
      ? `${place} is neither a folder nor a file; name the delivery's folder.`
      : `${place} cannot be scanned: ${detail}. Check the path and that you may read it.`,
  'overlapping-roots': ({ place, within }: Params): string =>
    `${place} lies inside ${within} (or is the same place), so its assets would be counted twice; name one of them.`,
  'report-inside': ({ file }: Params): string =>
    `The report ${file} would be written into the delivery, which trueslate never changes; name a place outside it.`,
  'marked-inside': ({ place, within }: Params): string =>
    `${place}, named with --marked, lies inside the delivery ${within} (or is the same place), whose assets are searched for anyway; leave it out.`,
  'marked-not-folder': ({ place }: Params): string =>
    `${place}, named with --marked, is no folder; name the folder that holds it.`,
  'cache-inside': ({ folder }: Params): string =>
    `The cache ${folder} lies inside a scanned folder, which trueslate never changes; name a place outside it, or --no-cache.`,
  'spool-unusable': ({ folder, detail }: Params): string =>
    detail === 'inside'
      ? `The spool ${folder} lies inside a scanned folder, which trueslate never changes; name a place outside it.`
      : `The spool ${folder} cannot be used: ${detail}. Name a folder that you may write into.`,
  'declaration-unreadable': ({ file, detail }: Params): string =>
    `The declaration ${file} cannot be read: ${detail}. Check the path given with --declaration.`,
  'declaration-invalid': ({ file, count }: Params): string =>
    `The declaration ${file} has ${count === 1 ? 'an error' : `${count} errors`}, so nothing was scanned; mend ${count === 1 ? 'it' : 'them'} and scan again.`,
  'policy-unknown': ({ name, known }: Params): string =>
    `There is no policy "${name}", and no file of that name. Shipped are: ${known}.`,
  'policy-unreadable': ({ name, detail }: Params): string => `The policy ${name} cannot be read: ${detail}.`,
  'policy-invalid': ({ file, count }: Params): string =>
    `The policy ${file} has ${count === 1 ? '1 error' : `${count} errors`}; nothing was scanned.`,
  'waivers-unreadable': ({ file, detail }: Params): string => `The waiver file ${file} cannot be read: ${detail}.`,
  'waivers-invalid': ({ file, count }: Params): string =>
    `The waiver file ${file} has ${count === 1 ? '1 error' : `${count} errors`}; nothing was scanned.`,
  'baseline-unreadable': ({ file, detail }: Params): string =>
    `The baseline ${file} cannot be used: ${detail}. Name a JSON report that trueslate wrote.`,
  'several-declarations': ({ first, second }: Params): string =>
    `There are two declarations in the folder, ${first} and ${second}; name the one that holds with --declaration.`,
  'trust-unreadable': ({ file, reason, detail }: Params): string =>
    reason === 'empty'
      ? `The trust list ${file} holds no certificate in PEM form (BEGIN CERTIFICATE); name another with --trust.`
      : reason === 'broken'
        ? `The trust list ${file} holds a certificate that cannot be parsed; get the list again.`
        : `The trust list ${file} cannot be read: ${detail}. Check the path given with --trust.`,
  'no-exiftool': ({ detail }: Params): string => `${detail}.`,
  'no-c2pa-engine': ({ detail }: Params): string => `The C2PA engine does not start: ${detail}.`,
  'not-a-file': ({ file }: Params): string =>
    `${file} is a folder; inspect takes one file. "trueslate scan ${file}" scans a folder.`,
  'not-media': ({ file }: Params): string => `${file} is no image, video, audio or sidecar that trueslate knows.`,
  'queue-unreachable': ({ host, detail }: Params): string =>
    detail === 'scheme'
      ? 'The address of the queue must begin with redis:// or rediss://, such as redis://queue.example:6379.'
      : `The queue at ${host} does not answer: ${detail}. Check that Redis or Valkey runs there, and user and password.`,
  'results-inside': ({ folder }: Params): string =>
    `The results folder ${folder} lies inside a scanned folder, which trueslate never changes; name a place outside it with --results.`,
  'results-unusable': ({ folder, detail }: Params): string =>
    `The results folder ${folder} cannot be used: ${detail}. Name a folder with --results that this machine and all workers may write to.`,
};

export const cli = {
  description:
    'Finds what generative AI made or altered in a film or TV delivery, and holds it against the declaration of AI uses. Works offline; never writes into the delivery.',
  helpHint: '(trueslate --help, or trueslate <command> --help, shows what can be typed)',
  interrupted: 'Interrupted: nothing was reported.',
  goesOn: 'What was read is remembered: the same command goes on from there.',
  bug: ({ version }: Params): string =>
    `This is a bug in trueslate ${version}, not a finding. Please report it with the lines below.`,
  declarationFound: ({ path }: Params): string => `Declaration found: ${path}`,
  /** Why nothing is remembered between runs; the reason is the system's, in words. */
  cacheProblem: ({ folder, detail }: Params): string =>
    detail === 'inside'
      ? `The cache ${folder} lies inside a scanned folder, which trueslate never changes: nothing is remembered. --cache names another place.`
      : detail === 'damaged'
        ? `What was remembered in ${folder} is damaged and was set aside; files are read again.`
        : `Nothing can be remembered in ${folder}: ${detail}. The scan goes on without.`,
  reportWritten: ({ file }: Params): string => `Report written: ${file}`,
  reportFormat: ({ file, known }: Params): string =>
    `No report is known by the name of ${file}; its ending must be one of ${known}.`,
  reportFolder: ({ file, folder }: Params): string =>
    `The report ${file} cannot be written: the folder ${folder} does not exist or is closed to you.`,
  reportIsFolder: ({ file }: Params): string => `The report ${file} cannot be written: a folder has that name.`,
  reportFailed: ({ file, detail }: Params): string =>
    `The report ${file} could not be written: ${detail}. Nothing half-written was left.`,
  earlierFiles: ({ files, count }: Params): string =>
    `${count === 1 ? 'This file was' : 'These files were'} there before and ${count === 1 ? 'is' : 'are'} not of this run; take ${count === 1 ? 'it' : 'them'} away unless you want to keep ${count === 1 ? 'it' : 'them'}: ${files}`,
  severalVideos: ({ format, videos, ending }: Params): string =>
    `--format ${format} writes one file a video, and several have markers: ${videos}. Name a file with --report NAME${ending}; each video gets its own.`,
  outputFailed: ({ detail }: Params): string =>
    `The result could not be written to stdout: ${detail}. Free some space or name a file with --report.`,
  stillAt: ({ done, total }: Params): string => `${done} of ${total} assets read`,
  /** Of tracing; both in words, `1 h 20 min`. */
  tracedSoFar: ({ done, total }: Params): string => `searched for marked material: ${done} of ${total}`,
  configUnreadable: ({ file, detail }: Params): string => `The config file ${file} cannot be read: ${detail}`,
  configShape: ({ file, keys }: Params): string => `The config file ${file} must be a list of settings; known are ${keys}.`,
  configKey: ({ file, key, keys }: Params): string =>
    `The config file ${file} sets "${key}", which is unknown; known are ${keys}.`,
  configLanguage: ({ file, known }: Params): string => `In the config file ${file}, "lang" must be one of ${known}.`,
  configList: ({ file, key }: Params): string => `In the config file ${file}, "${key}" must be a list of texts.`,
  sizeForm: 'Write a size such as 500MB or 20GiB.',
  queueNeedsResults: 'With --queue, name with --results the folder in which all machines put what they read.',
  resultsNeedQueue: '--results belongs to --queue; name the queue too, or set TRUESLATE_QUEUE.',
  noWorkers: ({ results }: Params): string =>
    `Nobody takes jobs from the queue yet. Start on any machine: trueslate worker --queue … --results ${results}`,
  worker: {
    waits: ({ host, results }: Params): string => `Taking jobs from ${host}; what is read goes to ${results}`,
    /** Of one job: files that are here as the scan saw them, of all. */
    done: ({ seen, files }: Params): string =>
      seen === files
        ? `${files} files read`
        : `${seen} of ${files} files read; the others are not here as the scan saw them, and are left to it`,
    searched: ({ path }: Params): string => `Searched ${path}`,
    notSearched: ({ path }: Params): string =>
      `${path}, or what is looked for in it, is not here as the scan saw it: it is left to the scan`,
    needsQueue: 'Name the queue with --queue redis://…, or set TRUESLATE_QUEUE.',
    interrupted: 'Interrupted: the jobs that were begun are given back.',
    'other-code': ({ version: theirs, code, own }: Params): string =>
      `The scan runs other code, trueslate ${theirs} (${code}); here it is ${own}. Install the same version on both machines.`,
    'other-engines': ({ engines }: Params): string =>
      `Engines here differ from those of the scan, in brackets, so its answers would not be taken: ${engines}. Install the same versions on both machines.`,
    'other-files': ({ count, path }: Params): string =>
      `Of ${count} files of a job, none is here as the scan saw it, such as ${path}. Mount the delivery at the same path as on the scanning machine.`,
    'no-results': ({ where, detail }: Params): string =>
      `The results folder ${where} cannot be used: ${detail}. Name the folder of the scan with --results.`,
  },
  jobsRange: 'It must be a whole number from 1 to 64.',
  commands: {
    scan: 'scan, judge, hold against the declaration, report',
    inspect: 'everything known about one file, with byte positions',
    markers: 'the catalogue of AI marks, or one of them in words',
    doctor: 'engines, versions, trust lists, and what cannot be checked on this machine',
    trust: 'C2PA trust lists',
    trustFetch: 'get the published C2PA trust lists into the config folder (the one command that uses the network by itself)',
    trustList: 'show the trust lists in the config folder',
    worker: 'read files for scans on other machines that name the same queue',
  },
  options: {
    place: 'folders or files; also s3://bucket/prefix, and https:// addresses of single files',
    declaration:
      'declaration of AI uses, YAML, JSON, CSV or XLSX (default: ai-declaration.yaml, .json, .csv or .xlsx in the folder)',
    report: 'write a report; the ending chooses its form (repeatable)',
    format: 'what stdout gets',
    policy: "a commissioner's policy by name, or a policy file; repeatable; instead of the declaration's",
    waivers: 'signed-off answers to findings (YAML)',
    baseline: 'an earlier JSON report: says what is new and what is fixed; changes no exit code',
    trust: 'PEM file: CA certificates become trust anchors, others allowed signers (repeatable)',
    c2paEngine: 'what validates C2PA',
    exiftool: 'when ExifTool is asked: of files that our own readers did not read in full, or always',
    pixels: 'invisible watermarks: auto looks at lossless stills up to 4096 px that nothing else has marked, all at every still',
    marked: 'folder outside the delivery whose marked stills, clips and sounds are searched for in it too (repeatable)',
    noTrace: 'do not search videos, stills and mixes for what is marked or declared',
    cache: 'folder in which readings and fingerprints are remembered between runs (default: ~/.cache/trueslate)',
    noCache: 'remember nothing between runs: read every file again',
    s3Endpoint: 'address of an S3-compatible service: MinIO, Ceph, R2, Backblaze (default: as AWS tools are told)',
    s3Region: 'its region',
    s3PathStyle: 'name the bucket in the path of the address, not in its host',
    spool: 'folder for objects that must be had whole (credentials, pixels, tracing, digests); each is deleted after use',
    spoolLimit: 'what may lie there at a time, and so the largest object fetched whole (default: 20GiB)',
    include: 'scan only what matches (repeatable)',
    sequence: 'numbered stills that match are frames of one sequence, however few (repeatable)',
    sequenceSample:
      'read the header of every Nth frame of a sequence only (N up to 64), and of the last; the others count as not read',
    exclude: 'leave out what matches (repeatable)',
    failOn: 'the least severity that makes exit code 1',
    onlyFailures: 'show only what needs an answer',
    hash: 'SHA-256 of every asset, not only of marked ones',
    noThumbs: 'no pictures in reports',
    jobs: 'assets read at once',
    quiet: 'nothing but the result of --format json and the like',
    progress: 'progress as JSON lines on stderr',
    config: 'config file (default: config.yaml in the config folder)',
    full: 'every tag that ExifTool reads as well',
    lang: 'language of help, messages and reports (default: en)',
    inspectFormat: 'text or json',
    file: 'a file',
    marker: 'id of a marker',
    queue:
      'Redis or Valkey, redis://… or rediss://…: files are read by every "trueslate worker" that takes jobs there (default: TRUESLATE_QUEUE)',
    results: 'folder outside the delivery that all machines see, in which they put what they read',
    exitWhenIdle: 'end once no scan is there and no job is left',
    workerJobs: 'jobs at once (default: the number of processors, 8 at most)',
    trustFrom: 'fetch the same file names from this address, such as a mirror in the facility',
  },
  markerUnknown: ({ id, near }: Params): string =>
    `No marker is called "${id}"${near === '' ? '' : `; did you mean ${near}?`}${near === '' ? '.' : ''} "trueslate markers" lists them.`,
  /** What a mark says, by its code. */
  sayings: {
    generated: 'generated',
    edited: 'edited',
    possible: 'possible',
    tool: 'tool',
    captured: 'captured',
    nothing: 'nothing',
  } satisfies Record<Says, string>,
  /** How strong the evidence of a mark can be, by its code in the catalogue. */
  strengths: { c2pa: 'c2pa', declared: 'declared', inferred: 'inferred' } satisfies Record<Marker['strength'], string>,
  /** Headings of what `markers` says of one mark. */
  marker: {
    writtenBy: 'written by',
    says: 'says',
    strength: 'strength',
    source: 'source',
    note: 'note',
    matches: 'matches',
    doesNotMatch: 'does not match',
  },
  doctor: {
    node: 'Node',
    exiftool: 'ExifTool',
    c2pa: 'C2PA engine',
    native: 'C2PA engine, native',
    ffprobe: 'ffprobe',
    ffmpeg: 'ffmpeg',
    opencv: 'OpenCV',
    sharp: 'sharp',
    missing: 'not here',
    opencvMissing: 'pictures are not found again; install trueslate again with its dependencies',
    cache: 'Readings and fingerprints are remembered in',
    nothingYet: 'nothing yet',
    megabytes: ({ size }: Params): string => `${size} MB`,
    nativeHint: 'optional: npm install @contentauth/c2pa-node',
    trustFolder: 'Trust lists in',
    noLists: 'none; "trueslate trust fetch" gets the published ones, or name a PEM file with --trust',
    anchors: ({ anchors, allowed }: Params): string => `${anchors} anchors, ${allowed} allowed signers`,
    age: ({ days }: Params): string => `fetched ${days === 0 ? 'today' : `${days} day${days === 1 ? '' : 's'} ago`}`,
    notChecked: 'What cannot be checked on this machine, or by any tool:',
    oldProbe: 'from the npm package; old, install ffmpeg for newer formats',
  },
  trustFetched: ({ name, certificates, about }: Params): string => `${name}: ${certificates} certificates (${about})`,
  trustFailed: ({ name, url, detail }: Params): string =>
    `${name}: not fetched from ${url} (${detail}); what was there stays as it was`,
  inspect: {
    file: 'File',
    format: 'Format',
    verdict: 'Verdict',
    evidence: 'Evidence',
    facts: 'Everything stated',
    segments: 'Segments (offset, length)',
    readers: 'Readers',
    full: 'ExifTool',
    problems: 'Problems',
    conflicts: 'Statements that do not go together',
    credential: 'Content credential (C2PA)',
    failed: 'failed',
    signedBy: ({ signer }: Params): string => `signed by ${signer}`,
    activeManifest: 'active manifest',
    manifest: 'manifest',
    claimGenerator: 'claim generator',
    ingredient: 'ingredient',
    none: 'none',
    moreFacts: ({ count }: Params): string => `… and ${count} more; --format json shows all`,
  },
};
