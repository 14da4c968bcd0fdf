// Draws a picture into a frame (planar YUV 4:2:0) through a homography: bilinear, 16.16 fixed point where it is affine.

/** The homography that takes the unit square (0,0 1,0 1,1 0,1) to four points, row by row. */
export function squareTo([a, b, c, d]) {
  const sx = a[0] - b[0] + c[0] - d[0];
  const sy = a[1] - b[1] + c[1] - d[1];
  const dx1 = b[0] - c[0];
  const dx2 = d[0] - c[0];
  const dy1 = b[1] - c[1];
  const dy2 = d[1] - c[1];
  const bottom = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / bottom;
  const h = (dx1 * sy - sx * dy1) / bottom;
  return [b[0] - a[0] + g * b[0], d[0] - a[0] + h * d[0], a[0], b[1] - a[1] + g * b[1], d[1] - a[1] + h * d[1], a[1], g, h, 1];
}

/** The inverse of a 3 x 3 matrix, up to scale. */
export function inverse([a, b, c, d, e, f, g, h, i]) {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}

/** A point through a homography. */
export function through(m, [x, y]) {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

function toPlane(quad, plane, halves) {
  const m = inverse(squareTo(quad.map(([x, y]) => [x / halves, y / halves])));
  const [sx, sy] = [plane.width - 1, plane.height - 1];
  const n = [m[0] * sx, m[1] * sx, m[2] * sx, m[3] * sy, m[4] * sy, m[5] * sy, m[6], m[7], m[8]];
  const size = Math.abs(n[8]) > 1e-12 ? n[8] : 1e-12;
  return n.map((value) => value / size);
}

function affineRow(out, at, x0, x1, u, v, du, dv, plane) {
  const { data, width } = plane;
  const [su, sv] = [Math.round(du * 65536), Math.round(dv * 65536)];
  let fu = Math.round(u * 65536);
  let fv = Math.round(v * 65536);
  for (let x = x0; x < x1; x++) {
    const p = (fv >> 16) * width + (fu >> 16);
    const wx = (fu >> 8) & 255;
    const wy = (fv >> 8) & 255;
    const top = (data[p] << 8) + (data[p + 1] - data[p]) * wx;
    const low = (data[p + width] << 8) + (data[p + width + 1] - data[p + width]) * wx;
    out[at + x] = ((top << 8) + (low - top) * wy + 32768) >> 16;
    fu += su;
    fv += sv;
  }
}

/** Where along a row a value that grows by `step` from `start` stays within 0 and `limit`. */
function within(start, step, limit, x0, x1) {
  if (Math.abs(step) < 1e-9) return start >= 0 && start < limit ? [x0, x1] : [0, 0];
  const [a, b] = [-start / step, (limit - start) / step];
  return [Math.max(x0, Math.ceil(Math.min(a, b) + 1e-3)), Math.min(x1, Math.floor(Math.max(a, b) - 1e-3))];
}

function drawPlane(frame, plane, quad, clip, halves, rows) {
  const { data: out, width, height } = frame;
  const [cx0, cy0, cx1, cy1] = clip.map((value) => Math.round(value / halves));
  const xs = quad.map((point) => point[0] / halves);
  const ys = quad.map((point) => point[1] / halves);
  const left = Math.max(cx0, 0, Math.floor(Math.min(...xs)));
  const right = Math.min(cx1, width, Math.ceil(Math.max(...xs)) + 1);
  const bottom = Math.min(cy1, height, Math.ceil(Math.max(...ys)) + 1);
  const m = toPlane(quad, plane, halves);
  const affine = Math.abs(m[6]) + Math.abs(m[7]) < 1e-9;
  const [maxU, maxV] = [plane.width - 1.001, plane.height - 1.001];
  let y = Math.max(cy0, 0, Math.floor(Math.min(...ys)));
  if ((y & 1) !== rows.first && rows.step === 2) y++;
  for (; y < bottom; y += rows.step) {
    const [u, v] = [m[1] * y + m[2], m[4] * y + m[5]];
    if (affine) {
      const [a, b] = within(u, m[0], maxU, left, right);
      const [x0, x1] = within(v, m[3], maxV, a, b);
      if (x1 > x0) affineRow(out, y * width, x0, x1, u + m[0] * x0, v + m[3] * x0, m[0], m[3], plane);
    } else perspectiveRow(out, y * width, left, right, m, y, plane, maxU, maxV);
  }
}

function perspectiveRow(out, at, x0, x1, m, y, plane, maxU, maxV) {
  const { data, width } = plane;
  for (let x = x0; x < x1; x++) {
    const w = 1 / (m[6] * x + m[7] * y + m[8]);
    const u = (m[0] * x + m[1] * y + m[2]) * w;
    const v = (m[3] * x + m[4] * y + m[5]) * w;
    if (u < 0 || v < 0 || u >= maxU || v >= maxV) continue;
    const p = (v | 0) * width + (u | 0);
    const wx = u - (u | 0);
    const top = data[p] + (data[p + 1] - data[p]) * wx;
    const low = data[p + width] + (data[p + width + 1] - data[p + width]) * wx;
    out[at + x] = top + (low - top) * (v - (v | 0)) + 0.5;
  }
}

/** Draws a plate (planes y, u, v) so that its corners lie at `quad`, inside `clip` [x0, y0, x1, y1], on all rows or one field's. */
export function draw(frame, plate, quad, clip, rows = { first: 0, step: 1 }) {
  drawPlane(frame.y, plate.y, quad, clip, 1, rows);
  drawPlane(frame.u, plate.u, quad, clip, 2, rows);
  drawPlane(frame.v, plate.v, quad, clip, 2, rows);
}

/** An empty frame of even size, in one buffer as ffmpeg takes it (yuv420p). */
export function newFrame(width, height) {
  const bytes = new Uint8Array((width * height * 3) / 2);
  const [w, h] = [width / 2, height / 2];
  const part = (from, size, pw, ph) => ({ data: bytes.subarray(from, from + size), width: pw, height: ph });
  const luma = width * height;
  return { bytes, y: part(0, luma, width, height), u: part(luma, w * h, w, h), v: part(luma + w * h, w * h, w, h) };
}

/** RGB (or RGBA) bytes as planes of BT.709 video levels; odd sizes are rounded down. */
export function planesOf({ data, info }) {
  const { width, channels } = info;
  const [w, h] = [info.width & ~1, info.height & ~1];
  const y = new Uint8Array(w * h);
  const u = new Uint8Array((w * h) / 4);
  const v = new Uint8Array((w * h) / 4);
  for (let row = 0; row < h; row++)
    for (let x = 0, p = row * width * channels; x < w; x++, p += channels)
      y[row * w + x] = 16.5 + 0.1826 * data[p] + 0.6142 * data[p + 1] + 0.062 * data[p + 2];
  const step = width * channels;
  for (let row = 0; row < h; row += 2)
    for (let x = 0; x < w; x += 2) {
      const p = row * step + x * channels;
      const mean = (c) => (data[p + c] + data[p + channels + c] + data[p + step + c] + data[p + step + channels + c]) / 4;
      const [r, g, b] = [mean(0), mean(1), mean(2)];
      const at = ((row >> 1) * w + x) >> 1;
      u[at] = 128.5 - 0.1006 * r - 0.3386 * g + 0.4392 * b;
      v[at] = 128.5 + 0.4392 * r - 0.3989 * g - 0.0403 * b;
    }
  const half = { width: w / 2, height: h / 2 };
  return { y: { data: y, width: w, height: h }, u: { data: u, ...half }, v: { data: v, ...half } };
}
