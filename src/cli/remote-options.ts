import { type Command, InvalidArgumentError } from 'commander';
import type { ScanOptions } from '../scan/options.ts';
import { chosenMessages } from './language.ts';

/** Flags that tell how what is no folder of this machine is reached. */
export interface RemoteFlags {
  readonly s3Endpoint?: string;
  readonly s3Region?: string;
  readonly s3PathStyle?: boolean;
  readonly spool?: string;
  /** Bytes. */
  readonly spoolLimit?: number;
}

/** Lets a command read buckets and addresses. */
export function addRemoteOptions(command: Command): Command {
  const texts = chosenMessages().cli.options;
  return command
    .option('--s3-endpoint <address>', texts.s3Endpoint)
    .option('--s3-region <name>', texts.s3Region)
    .option('--s3-path-style', texts.s3PathStyle)
    .option('--spool <folder>', texts.spool)
    .option('--spool-limit <size>', texts.spoolLimit, bytesOf);
}

/** What the flags say, as a scan takes it. */
export function remoteOptions(flags: RemoteFlags): Required<Pick<ScanOptions, 's3'>> & Pick<ScanOptions, 'spool' | 'spoolLimit'> {
  const { s3Endpoint: endpoint, s3Region: region, s3PathStyle: pathStyle, spool, spoolLimit } = flags;
  const s3 = {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(pathStyle === undefined ? {} : { pathStyle }),
  };
  return { s3, ...(spool === undefined ? {} : { spool }), ...(spoolLimit === undefined ? {} : { spoolLimit }) };
}

/** `500MB`, `20GiB`: bytes. */
function bytesOf(value: string): number {
  const [, number = '', power = '', binary] = /^(\d+(?:\.\d+)?)\s*([kMGT]?)(i?)B?$/i.exec(value.trim()) ?? [];
  if (number === '' || Number(number) === 0) throw new InvalidArgumentError(chosenMessages().cli.sizeForm);
  const exponent = ' KMGT'.indexOf(power === '' ? ' ' : power.toUpperCase());
  return Math.round(Number(number) * (binary ? 1024 : 1000) ** exponent);
}
