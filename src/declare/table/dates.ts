/** In which order a table writes day and month where a date alone does not tell; `mixed`: both orders occur. */
export type DateOrder = 'day-month' | 'month-day' | 'mixed' | 'unknown';

const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?=$|[ T])/;

/** The order that the unambiguous dates among some texts settle. */
export function dateOrderOf(texts: Iterable<string>): DateOrder {
  let order: DateOrder = 'unknown';
  for (const text of texts) {
    const match = slashed.exec(text.trim());
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[2])];
    const told: DateOrder = first > 12 && second <= 12 ? 'day-month' : second > 12 && first <= 12 ? 'month-day' : 'unknown';
    if (told === 'unknown') continue;
    if (order !== 'unknown' && order !== told) return 'mixed';
    order = told;
  }
  return order;
}

const months: Readonly<Record<string, number>> = Object.fromEntries(
  'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map((name, index) => [name, index + 1]),
);

/** A local date as ISO 8601; `ambiguous` where day and month cannot be told apart; undefined where it is no date. */
export function isoDate(written: string, order: DateOrder): { readonly iso: string } | 'ambiguous' | undefined {
  const text = written.replace(/[\u00a0\u202f]/g, ' ').trim();
  const [, day, time = ''] = /^(.*?)(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?))?$/i.exec(text) ?? [];
  const iso = dayOf((day ?? text).replace(/,$/, ''), order);
  if (iso === undefined || iso === 'ambiguous') return iso;
  return { iso: time === '' ? iso : `${iso}T${time.length < 5 || time[1] === ':' ? `0${time}` : time}` };
}

function dayOf(text: string, order: DateOrder): string | 'ambiguous' | undefined {
  const ymd = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (ymd) return iso(ymd[1], ymd[2], ymd[3]);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text);
  if (dotted) return iso(dotted[3], dotted[2], dotted[1]);
  const named = /^(\d{1,2})\.?[- ]([a-z]{3,9})\.?[-, ]+(\d{4}|\d{2})$/i.exec(text);
  if (named) return ofMonth(named[3], named[2], named[1]);
  const american = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(text);
  if (american) return ofMonth(american[3], american[1], american[2]);
  const match = slashed.exec(text);
  if (match) return ofSlashes(match[1] as string, match[2] as string, match[3] as string, order);
  return serialDay(text);
}

function ofSlashes(first: string, second: string, year: string, order: DateOrder): string | 'ambiguous' | undefined {
  if (Number(first) > 12 || first === second) return iso(year, second, first);
  if (Number(second) > 12) return iso(year, first, second);
  if (order === 'day-month') return iso(year, second, first);
  return order === 'month-day' ? iso(year, first, second) : 'ambiguous';
}

/** Days since 1899-12-30, as a spreadsheet counts them where a cell is not formatted as a date; 2000 to 2099. */
function serialDay(text: string): string | undefined {
  const days = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (days < 36_526 || days > 73_050) return undefined;
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}

function ofMonth(year: string | undefined, name: string | undefined, day: string | undefined): string | undefined {
  const month = months[(name ?? '').slice(0, 3).toLowerCase()];
  return month === undefined ? undefined : iso(year, String(month), day);
}

function iso(year = '', month = '', day = ''): string {
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
