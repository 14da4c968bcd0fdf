import { type Command, InvalidArgumentError } from 'commander';
import { printable, reporters } from '../report/index.ts';
import { version } from '../scan/version.ts';
import { openOutbox, usualPatience } from '../watch/outbox.ts';
import { type WatchTells, watchFolder } from '../watch/watch.ts';
import { postOnce } from '../watch/webhook.ts';
import { readConfig } from './config.ts';
import { chosenMessages, inWords, reasonInWords } from './language.ts';
import { addPaperOptions, addReadingOptions, collect } from './scan-options.ts';
import { exitCodes, type Terminal, UsageError } from './terminal.ts';
import { arrivalScan } from './watch-scan.ts';
import { openWatchPlaces, type WatchFlags, type WatchPlaces } from './watch-start.ts';

/** Adds `watch` to the program; `exit` takes its exit code. */
export function addWatch(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const { command: description, options: texts } = chosenMessages().watch;
  const command = program
    .command('watch')
    .description(description)
    .argument('<folder>', texts.folder)
    .requiredOption('--reports <folder>', texts.reports)
    .option('--as <ending>', texts.as, ending)
    .option('--settle <seconds>', texts.settle, seconds, 10)
    .option('--done-marker <name>', texts.doneMarker)
    .option('--poll <seconds>', texts.poll, seconds)
    .option('--once', texts.once)
    .option('--webhook <url>', texts.webhook)
    .option('--webhook-secret-file <file>', texts.secretFile);
  addReadingOptions(addPaperOptions(command)).action(async (folder: string, flags: WatchFlags) =>
    exit(await runWatch(folder, flags, terminal)),
  );
}

async function runWatch(folder: string, flags: WatchFlags, terminal: Terminal): Promise<number> {
  const config = await readConfig(terminal, flags.config);
  const abort = new AbortController();
  terminal.onInterrupt(() => abort.abort(new Error('stopped')));
  const places = await openWatchPlaces(folder, flags, config, terminal);
  const { state, lock } = places;
  try {
    const tell = tellsOf(folder, flags, places, terminal);
    const outbox = openOutboxOf(flags, places, terminal, abort.signal);
    for (const message of state.unsent()) outbox?.send(message);
    const codes = await watchFolder({
      folder: places.folder,
      rules: { settle: flags.settle * 1000 },
      marker: places.marker,
      poll: flags.poll === undefined ? undefined : flags.poll * 1000,
      once: flags.once === true,
      state,
      signal: abort.signal,
      scan: arrivalScan(flags, config, places, terminal, abort.signal),
      send: (message) => outbox?.send(message),
      tell,
    });
    await outbox?.idle();
    if (!abort.signal.aborted) return worst(codes.map((code) => code ?? exitCodes.cannotStart));
    if (!flags.quiet) terminal.err(`${chosenMessages().watch.stopped}\n`);
    return exitCodes.interrupted;
  } finally {
    await lock.release();
  }
}

/** Of one run of `--once`; a run of cron is not waited for by its receiver for ten minutes. */
const triesOnce = 3;

function openOutboxOf(
  { webhook: url, once }: WatchFlags,
  { secret, state, reports }: WatchPlaces,
  terminal: Terminal,
  signal: AbortSignal,
): ReturnType<typeof openOutbox> | undefined {
  if (url === undefined || secret === undefined) return undefined;
  const texts = chosenMessages().watch;
  // The rest of an address is often a secret of its own.
  const { origin } = new URL(url);
  const told = (body: string): string => printable((JSON.parse(body) as { readonly delivery: string }).delivery);
  return openOutbox({
    post: (message) => postOnce({ url, secret, version }, message, signal),
    ...usualPatience,
    ...(once ? { tries: triesOnce } : {}),
    signal,
    onDone: ({ id }) =>
      state.setSent(id).catch((error: unknown) => {
        terminal.err(`${texts.stateNotWritten({ folder: reports, detail: inWords(error) })}\n`);
      }),
    onRefused: ({ body }, status) => terminal.err(`${texts.webhookRefused({ name: told(body), origin, status })}\n`),
    onKept: ({ body }, reason) => {
      const detail = reason === 'timeout' ? texts.timeout : reasonInWords(reason);
      terminal.err(`${texts.webhookKept({ name: told(body), origin, detail })}\n`);
    },
  });
}

function tellsOf(asked: string, flags: WatchFlags, { folder, reports, marker }: WatchPlaces, terminal: Terminal): WatchTells {
  const texts = chosenMessages().watch;
  const say = (sentence: string): void => terminal.err(`${sentence}\n`);
  const unlessQuiet = (sentence: string): void => {
    if (!flags.quiet) say(sentence);
  };
  return {
    begins: () => unlessQuiet(texts.begins({ folder: asked, reports: flags.reports })),
    waits: (name, reason, unfinished) =>
      unlessQuiet(
        reason === 'marker'
          ? texts.waitsForMarker({ name: printable(name), pattern: marker?.pattern ?? '' })
          : texts.waitsForUnfinished({ name: printable(name), file: printable(unfinished ?? '') }),
      ),
    changedMeanwhile: (name) => unlessQuiet(texts.changedMeanwhile({ name: printable(name) })),
    passedOver: (name) => unlessQuiet(texts.passedOver({ name: printable(name) })),
    notWritten: (name, error) =>
      say(
        error instanceof UsageError
          ? texts.notWritten({ name: printable(name), detail: error.message })
          : texts.stateNotWritten({ folder: reports, detail: inWords(error) }),
      ),
    noEvents: (error) => say(texts.noEvents({ detail: inWords(error) })),
    folderAway: (error) => say(texts.folderAway({ folder, detail: inWords(error) })),
    folderBack: () => say(texts.folderBack({ folder })),
    left: (names) => unlessQuiet(texts.left({ names: names.map(printable).join(', '), count: names.length })),
  };
}

/** From nothing to say to what must be mended first: the order in which one scan chooses its code too. */
const gravity: readonly number[] = [
  exitCodes.clear,
  exitCodes.incomplete,
  exitCodes.findings,
  exitCodes.cannotStart,
  exitCodes.bug,
];

function worst(codes: readonly number[]): number {
  return codes.reduce((one, other) => (gravity.indexOf(other) > gravity.indexOf(one) ? other : one), exitCodes.clear as number);
}

function seconds(value: string): number {
  const number = Number(value);
  if (!(number >= 0.1 && number <= 86_400)) throw new InvalidArgumentError(chosenMessages().watch.secondsRange);
  return number;
}

function ending(value: string, earlier: readonly string[] = []): readonly string[] {
  const known = reporters.flatMap(({ extensions }) => extensions);
  const asked = value.startsWith('.') ? value : `.${value}`;
  if (!known.includes(asked))
    throw new InvalidArgumentError(chosenMessages().watch.endingUnknown({ ending: asked, known: known.join(' ') }));
  return collect(asked, earlier);
}
