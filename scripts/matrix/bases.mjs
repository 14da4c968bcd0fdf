/** One small plain file of each container: what statements are written into. Encoders are sharp and ffmpeg where they can. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { dpx, exr, psd } from '../fixtures/containers.mjs';
import { tone } from '../fixtures/moving.mjs';
import { road } from '../fixtures/scenes.mjs';
import { asDng } from './exiftool.mjs';
import { runFfmpeg } from './ffmpeg.mjs';

const [width, height] = [32, 24];

/** A codestream of JPEG XL's signature and a size header in its container; walks and ExifTool look no deeper. ISO/IEC 18181-2, 9.1. */
const jxl = Buffer.concat([
  Buffer.from('0000000c4a584c200d0a870a', 'hex'),
  Buffer.from('00000014667479706a786c20000000006a786c20', 'hex'),
  Buffer.from('000000186a786c63ff0a00900108060100040000000000000000'.slice(0, 48), 'hex'),
]);

/** No encoder at hand writes HEVC stills: the boxes of an AVIF under HEIC's names. The picture does not decode, the boxes hold. */
function heicOf(avif) {
  const text = avif.toString('latin1').replaceAll('avif', 'heic').replaceAll('avis', 'hevc').replaceAll('av01', 'hvc1');
  return Buffer.from(text, 'latin1');
}

const svg = Buffer.from(
  `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>\n`,
);

async function stills() {
  const picture = () => sharp(Buffer.from(road())).flatten().resize(width, height);
  const avif = await picture().avif({ quality: 40, effort: 0 }).toBuffer();
  return {
    jpg: await picture().jpeg({ quality: 60 }).toBuffer(),
    png: await picture().png({ palette: true, colours: 16 }).toBuffer(),
    webp: await picture().webp({ quality: 50 }).toBuffer(),
    tif: await picture().tiff({ compression: 'deflate' }).toBuffer(),
    gif: await picture().gif({ colours: 16 }).toBuffer(),
    avif,
    heic: heicOf(avif),
    psd: await psd(road(), width, height),
    exr: await exr(road(), 16, 12, { owner: 'RawCo' }),
    dpx: await dpx(road(), 16, 12, { fileName: 'picture.dpx', creator: 'DaVinci Resolve 20.2' }),
    jxl,
    svg,
  };
}

const picture = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=25:duration=0.16'];
const plain = ['-map_metadata', '-1', '-bitexact', '-fflags', '+bitexact'];
// x264 writes its options into an SEI message, which would be a statement in a file that is to have none.
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bsf:v', 'filter_units=remove_types=6'];

/** Moving pictures and sounds in `folder`, as `{extension: path}`. */
async function moving(folder) {
  const wav = ['-i', tone(0.2, 220)];
  const named = (extension) => join(folder, `base.${extension}`);
  const film = ['mp4', 'mov', 'mkv', 'avi', 'm2t', '3gp', 'flv'].flatMap((extension) => [...h264, ...plain, named(extension)]);
  const codecs = {
    webm: ['-c:v', 'libvpx', '-b:v', '50k'],
    wmv: ['-c:v', 'wmv2'],
    mpg: ['-c:v', 'mpeg2video'],
    jp2: ['-frames:v', '1', '-c:v', 'jpeg2000'],
    mxf: ['-c:v', 'mpeg2video', '-qscale:v', '8'],
  };
  const sounds = {
    wav: [],
    aiff: [],
    mp3: ['-c:a', 'libmp3lame', '-b:a', '16k', '-write_xing', '0', '-id3v2_version', '0'],
    flac: ['-c:a', 'flac'],
    m4a: ['-c:a', 'aac', '-b:a', '16k'],
    aac: ['-c:a', 'aac', '-b:a', '16k', '-f', 'adts'],
    ogg: ['-c:a', 'libvorbis', '-q:a', '0'],
    opus: ['-c:a', 'libopus', '-b:a', '16k', '-ar', '48000'],
    mka: ['-c:a', 'flac'],
    wma: ['-c:a', 'wmav2'],
  };
  const outputs = (table) => Object.entries(table).flatMap(([extension, codec]) => [...codec, ...plain, named(extension)]);
  await Promise.all([runFfmpeg([...picture, ...film, ...outputs(codecs)]), runFfmpeg([...wav, ...outputs(sounds)])]);
  const names = ['mp4', 'mov', 'mkv', 'avi', 'm2t', '3gp', 'flv', ...Object.keys(codecs), ...Object.keys(sounds)];
  return Object.fromEntries(names.map((extension) => [extension, readFileSync(named(extension))]));
}

/** Bytes of a plain file by extension. `folder` takes scratch files. */
export async function plainFiles(folder) {
  const [still, film] = await Promise.all([stills(), moving(folder)]);
  for (const [extension, bytes] of Object.entries(still)) writeFileSync(join(folder, `base.${extension}`), bytes);
  return { ...still, ...film, dng: await asDng(join(folder, 'base.tif'), join(folder, 'base.dng')) };
}
