import { fileInput, onlyFiles } from './ffmpeg-input.ts';
import { firstVideo, type VideoStream } from './ffmpeg-look.ts';
import { runFfmpeg } from './ffmpeg-run.ts';

/** One packet of a video, as it lies in the file. */
export interface VideoPacket {
  /** Seconds from the first frame of the video at which its frame is shown. */
  readonly seconds: number;
  readonly bytes: number;
}

/** Packets that are listed at most: ten hours at 50 frames a second. */
const packetLimit = 1_800_000;

/**
 * The packets of the first video stream in the order in which their frames are shown. Nothing is decoded: the muxer `framecrc`
 * lists them (https://ffmpeg.org/ffmpeg-formats.html#framecrc-1), with the ffmpeg of 2018 too.
 * @throws Error where ffmpeg cannot read the file, or stalls
 */
export async function packetsOf(
  program: string,
  path: string,
  { start }: Pick<VideoStream, 'start'>,
  signal?: AbortSignal,
): Promise<VideoPacket[]> {
  const args = ['-nostdin', ...onlyFiles, '-copyts', ...fileInput(path), ...firstVideo, '-c', 'copy', '-f', 'framecrc', 'pipe:1'];
  const run = runFfmpeg({ program, args, path, signal });
  run.input.end();
  const packets: VideoPacket[] = [];
  const lines = new PacketLines();
  try {
    for (let piece = await run.read(); piece !== null && packets.length < packetLimit; piece = await run.read()) {
      for (const { time, bytes } of lines.take(piece)) packets.push({ seconds: time - start / 1e6, bytes });
    }
    return packets.sort((a, b) => a.seconds - b.seconds);
  } finally {
    await run.kill();
  }
}

/** Reads the lines of `framecrc`: stream, decoding time, time, length, bytes, checksum; times by the clock of a line `#tb`. */
class PacketLines {
  private rest = '';
  private clock = 1;

  take(piece: Uint8Array): { readonly time: number; readonly bytes: number }[] {
    const lines = (this.rest + Buffer.from(piece).toString('latin1')).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => {
      const clock = /^#tb 0: (\d+)\/(\d+)/.exec(line);
      if (clock) this.clock = Number(clock[1]) / Number(clock[2]);
      const [, , time, , bytes] = line.split(',').map((cell) => Number(cell.trim()));
      const isPacket = !line.startsWith('#') && Number.isFinite(time) && Number.isFinite(bytes);
      return isPacket ? [{ time: (time as number) * this.clock, bytes: bytes as number }] : [];
    });
  }
}
