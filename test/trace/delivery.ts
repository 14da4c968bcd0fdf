import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import type { C2paManifest, JudgedAsset, Sighting } from '../../src/model/index.ts';
import { type FrameEngine, openFrames } from '../../src/tools/ffmpeg-frames.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';
import type { GreyPicture } from '../../src/tools/opencv.ts';
import type { TraceAnswer, TraceInput } from '../../src/trace/index.ts';
import { asset } from '../reconcile/made.ts';
import { trace } from './whole.ts';

/** A delivery of small real files in a folder of its own, traced by real decoders. */
export class Delivery {
  readonly folder = mkdtempSync(join(tmpdir(), 'traced-'));
  readonly #frames: FrameEngine | null;
  readonly #program: string;

  private constructor(frames: FrameEngine | null, program: string) {
    this.#frames = frames;
    this.#program = program;
  }

  /** @throws Error where there is no ffmpeg */
  static async open(): Promise<Delivery> {
    const program = await findProgram('ffmpeg', process.env);
    if (program === null) throw new Error('no ffmpeg');
    return new Delivery(await openFrames(process.env), program.path);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The place of a file, whatever its path in the delivery. */
  at(name: string): string {
    return join(this.folder, name.replace(/[/:]/g, '_'));
  }

  file(name: string, bytes: Uint8Array, given: Partial<JudgedAsset> = {}): JudgedAsset {
    writeFileSync(this.at(name), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return asset(name, { uri: pathToFileURL(this.at(name)).href, size: bytes.length, sha256, ...given });
  }

  /** A still, as `change` writes it; by default a good JPEG. */
  async still(
    name: string,
    picture: GreyPicture,
    given: Partial<JudgedAsset> = {},
    change: (image: Sharp) => Sharp = (image) => image.jpeg({ quality: 88 }),
  ): Promise<JudgedAsset> {
    const { width, height, data } = picture;
    const bytes = await change(sharp(data, { raw: { width, height, channels: 1 } })).toBuffer();
    return this.file(name, bytes, { about: { width, height }, ...given });
  }

  /** A video that ffmpeg makes. `inputs`: files of the delivery, by name. */
  video(name: string, inputs: readonly string[], filter: string, seconds: number, given: Partial<JudgedAsset> = {}): JudgedAsset {
    const files = inputs.flatMap((input) => ['-i', this.at(input)]);
    const coded = ['-map', '[v]', '-c:v', 'mpeg4', '-q:v', '3', '-g', '25', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
    const path = this.at(name);
    execFileSync(this.#program, ['-v', 'error', '-y', ...files, '-filter_complex', filter, ...coded, path]);
    const about = { duration: seconds, width: 480, height: 270, frameRate: '25' };
    return this.file(name, readFileSync(path), { kind: 'video', format: 'video/mp4', about, ...given });
  }

  trace(assets: readonly JudgedAsset[], given: Partial<TraceInput> = {}): Promise<TraceAnswer> {
    const common = { declared: new Set<string>(), environment: process.env, jobs: 2, pictures: false, remembered: null } as const;
    return trace({ ...common, assets, marked: [], frames: this.#frames, ...given });
  }
}

/** What was found in a target, in its order. */
export function seenIn({ sightings }: TraceAnswer, target: string): Sighting[] {
  return sightings.filter((sighting) => sighting.in === target).sort((a, b) => (a.fromSeconds ?? 0) - (b.fromSeconds ?? 0));
}

/** A credential that carries a small picture of what the asset was made from. */
export async function parentOf(picture: GreyPicture): Promise<JudgedAsset['c2pa']> {
  const image = sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 1 } });
  const small = await image.resize(400).jpeg({ quality: 70 }).toBuffer();
  const thumbnail = `data:image/jpeg;base64,${small.toString('base64')}`;
  const manifest = { label: 'm', ingredients: [{ title: 'photograph.jpg', relationship: 'parentOf', thumbnail }] };
  return { state: 'trusted', codes: [], chain: [manifest as unknown as C2paManifest] };
}
