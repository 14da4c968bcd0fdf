/** The form of a word for a number: in French 0 and 1 are singular. */
export const agreed = (n: number | string | undefined, one: string, many: string): string => (Number(n ?? 1) < 2 ? one : many);

/** A number with its word. */
export const counted = (n: number | string | undefined, one: string, many: string): string => `${n} ${agreed(n, one, many)}`;

/** Items with commas, and a word before the last. */
export const listed = (items: readonly string[], last: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
