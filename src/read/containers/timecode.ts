/** Frame number as timecode; `drop` counts as SMPTE ST 12-1 drop frame (30 or 60 frames a second only). */
export function timecodeText(frames: number, perSecond: number, drop: boolean): string {
  const dropped = drop && perSecond % 30 === 0 ? perSecond / 15 : 0;
  let number = frames;
  if (dropped > 0) {
    const perMinute = perSecond * 60 - dropped;
    const perTen = perMinute * 10 + dropped;
    const tens = Math.floor(frames / perTen);
    const rest = frames % perTen;
    number += dropped * 9 * tens + (rest > dropped ? dropped * Math.floor((rest - dropped) / perMinute) : 0);
  }
  const seconds = Math.floor(number / perSecond);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${clock}${dropped > 0 ? ';' : ':'}${two(number % perSecond)}`;
}

/** Frames a second as a whole number or reduced fraction, `25` or `24000/1001`. */
export function frameRateText(numerator: number, denominator: number): string {
  let [a, b] = [numerator, denominator];
  while (b > 0) [a, b] = [b, a % b];
  const whole = denominator / a;
  return whole === 1 ? String(numerator / a) : `${numerator / a}/${whole}`;
}

/** Rates in which films are made, as numerator and denominator. */
const knownRates = [24, 25, 30, 48, 50, 60, 100, 120].flatMap((rate): (readonly [number, number])[] =>
  rate % 6 === 0 ? [[rate, 1] as const, [rate * 1000, 1001] as const] : [[rate, 1] as const],
);

/** The rate of films that lies nearest to a measured one; undefined where none is as near as `error`, a share of it. */
export function nearRate(rate: number, error: number): string | undefined {
  const distance = ([numerator, denominator]: readonly [number, number]) => Math.abs(numerator / denominator / rate - 1);
  const [nearest] = [...knownRates].sort((a, b) => distance(a) - distance(b));
  return nearest !== undefined && distance(nearest) <= Math.max(error, 0.0004) ? frameRateText(...nearest) : undefined;
}
