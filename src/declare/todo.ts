/** Stands where only a person knows; whoever reads a declaration counts it as an error until it is filled in. */
export const todo = 'TODO';

/** The same with what was given instead of a value that a declaration knows: `TODO: ask Bob`. */
export function todoWith(given: string): string {
  const text = given.replace(/\s+/gu, ' ').trim();
  return `${todo}: ${text.length > 200 ? `${text.slice(0, 199)}…` : text}`;
}

/** How many of them stand in the fields of a declaration. */
export function todosIn(value: unknown): number {
  if (typeof value === 'string') return value === todo || value.startsWith(`${todo}: `) ? 1 : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + todosIn(item), 0);
}
