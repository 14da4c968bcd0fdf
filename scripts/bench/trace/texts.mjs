// What lies over pictures in a programme, as SVG: lower thirds, subtitles, a logo; and slates of text.
import { wordsOf } from './generated-pictures.mjs';

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const page = (width, height, inner) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Liberation Sans, DejaVu Sans, sans-serif">${inner}</svg>`;
const whole = (value) => Math.round(value / 2) * 2;

/** A name and what the person is, in a bar at the lower left. */
export function lowerThird(chance, [width, height], from, to) {
  const [w, h] = [whole(width * 0.42), whole(height * 0.13)];
  const lines = `<text x="${w * 0.06}" y="${h * 0.45}" font-size="${h * 0.36}" font-weight="bold" fill="white">${wordsOf(chance, 2)}</text>
    <text x="${w * 0.06}" y="${h * 0.82}" font-size="${h * 0.24}" fill="rgb(220,225,235)">${wordsOf(chance, 4)}</text>`;
  const bar = `<rect width="${w}" height="${h}" fill="rgb(18,32,64)" fill-opacity="0.78"/><rect width="${w * 0.015}" height="${h}" fill="rgb(230,170,30)"/>`;
  return { svg: page(w, h, bar + lines), left: whole(width * 0.06), top: whole(height * 0.77), from, to };
}

/** Two lines of subtitles. */
export function subtitle(chance, [width, height], from, to) {
  const [w, h] = [whole(width * 0.7), whole(height * 0.13)];
  const style = `font-size="${h * 0.38}" text-anchor="middle" fill="white" stroke="black" stroke-width="${h * 0.03}" paint-order="stroke"`;
  const lines = [0.4, 0.88].map((y) => `<text x="${w / 2}" y="${h * y}" ${style}>${escaped(wordsOf(chance, 6))}</text>`);
  return { svg: page(w, h, lines.join('')), left: whole(width * 0.15), top: whole(height * 0.84), from, to };
}

/** The channel's mark at the upper right: the same on every shot that carries it. */
export function logo([width, height], from, to) {
  const side = whole(height * 0.11);
  const inner = `<circle cx="${side / 2}" cy="${side / 2}" r="${side * 0.46}" fill="none" stroke="white" stroke-width="${side * 0.06}" opacity="0.85"/>
    <polygon points="${[0.3, 0.25, 0.78, 0.5, 0.3, 0.75].map((v) => v * side).join(' ')}" fill="white" opacity="0.85"/>
    <rect x="${side * 0.1}" y="${side * 0.44}" width="${side * 0.3}" height="${side * 0.12}" fill="rgb(220,40,40)"/>`;
  return { svg: page(side, side, inner), left: whole(width * 0.9), top: whole(height * 0.06), from, to };
}

/** A slate: some lines of text on black. */
export function slate(chance, [width, height], from, to) {
  const lines = Array.from({ length: chance.whole(2, 7) }, (_, i, size = chance.between(0.035, 0.08)) => {
    const at = `x="${width / 2}" y="${height * (0.2 + i * 0.1)}" font-size="${height * size}"`;
    return `<text ${at} text-anchor="middle" fill="white">${wordsOf(chance, chance.whole(2, 6))}</text>`;
  });
  return { svg: page(width, height, lines.join('')), left: 0, top: 0, from, to };
}
