import { vendorFamily } from './generators.ts';

/** Families of the table of names that are no vendor: who sells each other's models, and models that anyone can run. */
const noVendor: Readonly<Record<string, (name: string) => string | undefined>> = {
  'OpenAI and Microsoft': (name) => (/microsoft|azure|copilot|bing/i.test(name) ? 'Microsoft' : 'OpenAI'),
  'open models': () => undefined,
};

/** The company behind a generator, as a declaration names the vendor of a tool; undefined where its name does not tell. */
export function vendorOf(generatorName: string): string | undefined {
  const family = vendorFamily(generatorName);
  return family === undefined ? undefined : (noVendor[family]?.(generatorName) ?? (family in noVendor ? undefined : family));
}
