import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type Language, languageNames } from '../messages/index.ts';
import { installedLists } from '../tools/c2pa/trust-lists.ts';
import { chosenMessages, inWords, isLanguage, optionIn } from './language.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** What a config file may set; options of the command line win. */
export interface Config {
  readonly trust: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const keys = ['trust', 'include', 'exclude', 'lang'] as const;
type ListKey = Exclude<(typeof keys)[number], 'lang'>;

/** The user's config folder: XDG_CONFIG_HOME or ~/.config, on Windows APPDATA. */
export function configFolder({ environment, home }: Terminal): string {
  const base =
    environment.XDG_CONFIG_HOME || (process.platform === 'win32' ? environment.APPDATA : undefined) || join(home, '.config');
  return join(base, 'trueslate');
}

/** The user's cache folder: XDG_CACHE_HOME or ~/.cache, on Windows LOCALAPPDATA. */
export function userCacheFolder({ environment, home }: Terminal): string {
  const base =
    environment.XDG_CACHE_HOME || (process.platform === 'win32' ? environment.LOCALAPPDATA : undefined) || join(home, '.cache');
  return join(base, 'trueslate');
}

/**
 * The named config file, else config.yaml of the config folder where there is one; and the trust lists installed there.
 * @throws UsageError where a file is named or found and cannot be used
 */
export async function readConfig(terminal: Terminal, named: string | undefined): Promise<Config> {
  const folder = configFolder(terminal);
  const file = named ?? join(folder, 'config.yaml');
  const installed = await installedLists(join(folder, 'trust'));
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (named === undefined && error.code === 'ENOENT') return '';
    throw new UsageError(chosenMessages().cli.configUnreadable({ file, detail: inWords(error) }));
  });
  const config = checked(text, file);
  // Paths in a config file are relative to it, so that it can travel with a project.
  const trust = config.trust.map((path) => resolve(dirname(file), path));
  return { ...config, trust: [...installed, ...trust] };
}

/**
 * The language of the config file that the arguments name, else of the config folder's. Asked for before there are commands, so
 * that it holds for all of them; what is wrong with the file is told by the command that needs it.
 */
export async function configuredLanguage(terminal: Terminal): Promise<Language | undefined> {
  const file = optionIn(terminal.argv, '--config') ?? join(configFolder(terminal), 'config.yaml');
  try {
    const value: unknown = parse(await readFile(file, 'utf8'), { maxAliasCount: 10 });
    const { lang } = (value ?? {}) as { readonly lang?: unknown };
    return isLanguage(lang) ? lang : undefined;
  } catch {
    return undefined;
  }
}

function checked(text: string, file: string): Config {
  const texts = chosenMessages().cli;
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 10 }) ?? {};
  } catch (error) {
    throw new UsageError(texts.configUnreadable({ file, detail: (error as Error).message.split('\n')[0] ?? '' }));
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw new UsageError(texts.configShape({ file, keys: keys.join(', ') }));
  const record = value as Record<string, unknown>;
  const unknown = Object.keys(record).find((key) => !(keys as readonly string[]).includes(key));
  if (unknown !== undefined) throw new UsageError(texts.configKey({ file, key: unknown, keys: keys.join(', ') }));
  const { lang } = record;
  if (lang !== undefined && !isLanguage(lang))
    throw new UsageError(texts.configLanguage({ file, known: languageNames.join(', ') }));
  const list = (key: ListKey): string[] => {
    const items = record[key] ?? [];
    if (!Array.isArray(items) || items.some((item) => typeof item !== 'string'))
      throw new UsageError(texts.configList({ file, key }));
    return items as string[];
  };
  return { trust: list('trust'), include: list('include'), exclude: list('exclude') };
}
