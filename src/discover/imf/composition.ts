import type { About } from '../../model/index.ts';
import { type ClosedElement, readXml } from '../manifests/xml.ts';

/** A stretch of a track file as a composition plays it, by the id of the track file. Seconds. */
export interface Resource {
  readonly trackFile: string;
  readonly from: number;
  readonly trackFrom: number;
  readonly length: number;
}

/** A composition as its CPL says it. */
export interface Composition {
  readonly about: About;
  /** Repetitions are told one by one. */
  readonly resources: readonly Resource[];
  /** Each once, in the order in which they are first played; lower case. */
  readonly trackFiles: readonly string[];
  /** Where the text is no composition, or breaks off: what stands before is kept. */
  readonly broken?: string;
  /** The limit that was reached, where one was. */
  readonly limit?: string;
}

/** Resources of one composition, repetitions included; a feature in many versions has some thousands. */
const resourceLimit = 50_000;

/** Thrown to leave the parser; never leaves this file. */
class LimitReached extends Error {}

/** Frames or samples a second, as a fraction. */
type Rate = readonly [number, number];

/**
 * Reads a composition playlist: SMPTE ST 2067-3 (2013, 2016, 2020), which differ in nothing that is read here. Track files
 * follow each other within a sequence, the sequences of a segment run side by side, and segments follow each other.
 * @param text the CPL; entities of a document type are not expanded
 */
export function readComposition(text: string): Composition {
  const reader = new CompositionReader();
  try {
    const broken = readXml(text, (element) => reader.close(element)) ?? reader.fault;
    return reader.done(broken === undefined ? {} : { broken });
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return reader.done({ limit: error.message });
  }
}

class CompositionReader {
  /** What is wrong with the composition, where the XML is whole: the first fault. */
  fault: string | undefined;
  readonly #resources: Resource[] = [];
  readonly #trackFiles = new Set<string>();
  #rate: Rate | undefined;
  #timecode: { address?: string; drop: boolean } = { drop: false };
  /** Values of the resource that is open, by element. */
  #fields = new Map<string, string>();
  /** Seconds: where the segment begins, where its sequence has come to, and the length of its longest sequence. */
  #segmentFrom = 0;
  #sequenceLength = 0;
  #segmentLength = 0;
  #hasSegments = false;

  close({ name, within, text }: ClosedElement): void {
    const around = within.at(-1);
    if (around === 'Resource') this.#fields.set(name, text.trim());
    else if (name === 'EditRate' && around === 'CompositionPlaylist') this.#rate = this.#rateOf(text);
    else if (around === 'CompositionTimecode') this.#closeTimecode(name, text.trim());
    else if (name === 'Resource') this.#closeResource(within.at(-2) ?? '');
    else if (around === 'SequenceList') this.#closeSequence();
    else if (name === 'Segment') this.#closeSegment();
    else if (within.length === 0 && name !== 'CompositionPlaylist') this.fault ??= 'no CompositionPlaylist';
  }

  done(end: Pick<Composition, 'broken' | 'limit'>): Composition {
    const rate = this.#rate;
    const isWhole = end.broken === undefined && end.limit === undefined;
    const missing = isWhole && (rate === undefined || !this.#hasSegments) ? { broken: 'no EditRate or Segment' } : {};
    const { address, drop } = this.#timecode;
    const timecode = address === undefined ? undefined : `${address.slice(0, 8)}${drop ? ';' : ':'}${address.slice(9)}`;
    const about: About = {
      ...(isWhole && this.#segmentFrom > 0 ? { duration: Math.round(this.#segmentFrom * 1e6) / 1e6 } : {}),
      ...(rate === undefined ? {} : { frameRate: rate[1] === 1 ? `${rate[0]}` : `${rate[0]}/${rate[1]}` }),
      ...(timecode === undefined ? {} : { timecode }),
    };
    return { about, resources: this.#resources, trackFiles: [...this.#trackFiles], ...missing, ...end };
  }

  #closeTimecode(name: string, text: string): void {
    if (name === 'TimecodeDropFrame') this.#timecode.drop = /^(true|1)$/.test(text);
    // The standard lets several characters stand between the numbers.
    else if (name === 'TimecodeStartAddress' && /^\d\d\D\d\d\D\d\d\D\d\d$/.test(text))
      this.#timecode.address = text.replace(/\D/g, ':');
  }

  /** @param sequence name of the element of its sequence: markers have resources that play nothing */
  #closeResource(sequence: string): void {
    const fields = this.#fields;
    this.#fields = new Map();
    const rate = fields.has('EditRate') ? this.#rateOf(fields.get('EditRate') ?? '') : this.#rate;
    const entry = countOf(fields.get('EntryPoint') ?? '0');
    const length = countOf(fields.get('SourceDuration') ?? '') ?? within(countOf(fields.get('IntrinsicDuration') ?? ''), entry);
    const repeats = countOf(fields.get('RepeatCount') ?? '1');
    if (rate === undefined || entry === undefined || length === undefined || repeats === undefined) {
      this.fault ??= `Resource ${fields.get('Id') ?? ''}`.trim();
      return;
    }
    const seconds = (count: number): number => (count * rate[1]) / rate[0];
    const trackFile = fields.get('TrackFileId')?.toLowerCase();
    if (trackFile === undefined || sequence === 'MarkerSequence') {
      this.#sequenceLength += seconds(length) * repeats;
      return;
    }
    this.#trackFiles.add(trackFile);
    for (let count = 0; count < repeats; count++) {
      if (this.#resources.length >= resourceLimit) throw new LimitReached(`more than ${resourceLimit} resources`);
      const from = this.#segmentFrom + this.#sequenceLength;
      this.#resources.push({ trackFile, from, trackFrom: seconds(entry), length: seconds(length) });
      this.#sequenceLength += seconds(length);
    }
  }

  /** The sequences of a segment last equally long; where they do not, the longest counts. */
  #closeSequence(): void {
    this.#segmentLength = Math.max(this.#segmentLength, this.#sequenceLength);
    this.#sequenceLength = 0;
  }

  #closeSegment(): void {
    this.#hasSegments = true;
    this.#segmentFrom += this.#segmentLength;
    this.#segmentLength = 0;
  }

  #rateOf(text: string): Rate | undefined {
    const [, above, below = '1'] = /^\s*(\d{1,9})(?:\s+(\d{1,9}))?\s*$/.exec(text) ?? [];
    const rate: Rate = [Number(above), Number(below)];
    if (rate[0] > 0 && rate[1] > 0) return rate;
    this.fault ??= 'EditRate';
    return undefined;
  }
}

/** A number of edit units; undefined for anything else. */
function countOf(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function within(intrinsic: number | undefined, entry: number | undefined): number | undefined {
  return intrinsic === undefined || entry === undefined || entry > intrinsic ? undefined : intrinsic - entry;
}
