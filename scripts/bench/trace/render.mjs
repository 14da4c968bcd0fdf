// Draws the frames of one shot. A shot: { frames, parts, fieldwise?, grain?, bars?, texts?, gain? }; a part: { from, to, enter, layers }
// (frames; `enter`: how many frames it takes to dissolve in over what is there); a layer: { picture, quads, clip, look, ease, clock }.
import sharp from 'sharp';
import { between } from './geometry.mjs';
import { plateOf } from './plates.mjs';
import { draw, newFrame, planesOf } from './warp.mjs';

const easing = { linear: (t) => t, soft: (t) => t * t * (3 - 2 * t) };

async function preparedLayer(layer) {
  if (layer.tone) return layer;
  return { ...layer, ...(await plateOf(layer)) };
}

/** A text of SVG as planes and opacity, and where it lies. */
async function preparedText({ svg, left, top, from, to }) {
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const planes = planesOf({ data, info });
  const alpha = new Uint8Array(planes.y.width * planes.y.height);
  for (let y = 0; y < planes.y.height; y++)
    for (let x = 0; x < planes.y.width; x++) alpha[y * planes.y.width + x] = data[(y * info.width + x) * 4 + 3];
  return { planes, alpha, left: left & ~1, top: top & ~1, from, to };
}

function lay(frame, { planes, alpha, left, top }) {
  const across = planes.y.width;
  for (const [name, halves] of [
    ['y', 1],
    ['u', 2],
    ['v', 2],
  ]) {
    const [over, under] = [planes[name], frame[name]];
    for (let y = 0; y < over.height; y++)
      for (let x = 0; x < over.width; x++) {
        const a = alpha[y * halves * across + x * halves];
        if (!a) continue;
        const at = (y + top / halves) * under.width + x + left / halves;
        under.data[at] += ((over.data[y * over.width + x] - under.data[at]) * a) / 255;
      }
  }
}

function grainOf(strength) {
  const table = new Int8Array(1 << 18);
  let state = 12345;
  for (let i = 0; i < table.length; i++) {
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      sum += (state >>> 24) - 127.5;
    }
    table[i] = Math.max(-127, Math.min(127, (sum / 147) * strength));
  }
  return table;
}

function addGrain(plane, table, index) {
  const { data } = plane;
  let at = Math.imul(index + 1, 2654435761) >>> 14;
  for (let i = 0; i < data.length; i++, at = (at + 1) & 0x3ffff) {
    const value = data[i] + table[at];
    data[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}

function fill(frame, [y, u, v]) {
  frame.y.data.fill(y);
  frame.u.data.fill(u);
  frame.v.data.fill(v);
}

// `clock` runs a layer by a clip's own time: { start, speed, length } in frames of the clip, and whole frames as an editor shows them.
function progress({ clock }, { from, to }, time) {
  const t = clock ? Math.floor(clock.start + clock.speed * (time - from)) / clock.length : (time - from) / Math.max(1, to - from);
  return Math.max(0, Math.min(1, t));
}

function drawPart(frame, part, time, rows) {
  for (const layer of part.layers) {
    if (layer.tone) {
      if (rows.step === 1) fill(frame, layer.tone);
      continue;
    }
    const t = easing[layer.ease ?? 'linear'](progress(layer, part, time));
    draw(frame, layer.plate, between(layer.quads[0], layer.quads[1], t), layer.clip, rows);
  }
}

function blend(frame, over, alpha) {
  const [a, b] = [frame.bytes, over.bytes];
  const weight = Math.round(alpha * 256);
  for (let i = 0; i < a.length; i++) a[i] += ((b[i] - a[i]) * weight) >> 8;
}

function drawMoment(frame, spare, shot, index, field) {
  const time = index + (field === 1 ? 0.5 : 0);
  const rows = field === null ? { first: 0, step: 1 } : { first: field, step: 2 };
  for (const part of shot.parts) {
    if (index < part.from || index >= part.to) continue;
    const step = index - part.from;
    if (part.enter && step < part.enter) {
      spare.bytes.set(frame.bytes);
      drawPart(spare, part, time, rows);
      blend(frame, spare, (step + 1) / (part.enter + 1));
    } else drawPart(frame, part, time, rows);
  }
}

function darken(frame, gain) {
  const weight = Math.round(gain * 256);
  const { y, u, v } = frame;
  for (let i = 0; i < y.data.length; i++) y.data[i] = 16 + (((y.data[i] - 16) * weight) >> 8);
  for (const { data } of [u, v]) for (let i = 0; i < data.length; i++) data[i] = 128 + (((data[i] - 128) * weight) >> 8);
}

/** How bright the shot is at a frame, where it fades in or out: 1 is full, half strength lies at the frame of truth. */
export function gainAt(shot, index) {
  const rise = shot.fadeIn ? (index + 1) / (shot.fadeIn + 1) : 1;
  const fall = shot.fadeOut ? (shot.frames - index) / (shot.fadeOut + 1) : 1;
  return Math.max(0, Math.min(1, rise, fall));
}

/** The frames of a shot, one after another, in one buffer that is used again for the next. */
export async function* framesOf(shot, width, height) {
  const parts = [];
  for (const part of shot.parts) {
    const layers = [];
    for (const layer of part.layers) layers.push(await preparedLayer(layer));
    parts.push({ ...part, layers });
  }
  const texts = await Promise.all((shot.texts ?? []).map(preparedText));
  const table = shot.grain ? grainOf(shot.grain) : null;
  const [frame, spare] = [newFrame(width, height), newFrame(width, height)];
  const ready = { ...shot, parts };
  for (let index = 0; index < shot.frames; index++) {
    fill(frame, [16, 128, 128]);
    drawMoment(frame, spare, ready, index, shot.fieldwise ? 0 : null);
    if (shot.fieldwise) drawMoment(frame, spare, ready, index, 1);
    if (table) addGrain(frame.y, table, index);
    for (const text of texts) if (index >= text.from && index < text.to) lay(frame, text);
    const gain = gainAt(shot, index);
    if (gain < 1) darken(frame, gain);
    if (shot.bars) {
      const rows = Math.round((height - width / shot.bars) / 4) * 2;
      for (const [plane, n, tone] of [
        [frame.y, rows, 16],
        [frame.u, rows / 2, 128],
        [frame.v, rows / 2, 128],
      ]) {
        plane.data.fill(tone, 0, n * plane.width);
        plane.data.fill(tone, (plane.height - n) * plane.width);
      }
    }
    yield frame.bytes;
  }
}
