import type { Command } from 'commander';
import { markerById, markers } from '../markers/index.ts';
import type { Marker } from '../model/index.ts';
import { chosenMessages } from './language.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** Adds `markers` to the program: the catalogue, or one marker in full. */
export function addMarkers(program: Command, terminal: Terminal, _exit: (code: number) => void): void {
  const texts = chosenMessages().cli;
  program
    .command('markers')
    .description(texts.commands.markers)
    .argument('[id]', texts.options.marker)
    .action(async (id: string | undefined) => {
      if (id === undefined) {
        await terminal.out(listOf(markers));
        return;
      }
      const marker = markerById.get(id);
      if (marker === undefined) throw new UsageError(texts.markerUnknown({ id, near: nearTo(id) }));
      await terminal.out(describe(marker));
    });
}

function listOf(all: readonly Marker[]): string {
  const width = Math.max(...all.map(({ id }) => id.length));
  const lines = all.map(
    ({ id, says, strength, title }) => `${id.padEnd(width)}  ${says.padEnd(9)}  ${strength.padEnd(8)}  ${title}`,
  );
  return `${lines.join('\n')}\n`;
}

function describe(marker: Marker): string {
  const example = (facts: Marker['examples']['yes'][number]): string =>
    facts
      .map(({ source, name, value }) => `    ${source} ${name} = ${value.length > 160 ? `${value.slice(0, 160)}…` : value}`)
      .join('\n');
  const lines = [
    marker.id,
    `  ${marker.title}`,
    `  written by  ${marker.vendor}`,
    `  says        ${marker.says}`,
    `  strength    ${marker.strength}`,
    `  source      ${marker.source} (${marker.evidence})`,
    ...(marker.note === undefined ? [] : [`  note        ${marker.note}`]),
    '  matches',
    ...marker.examples.yes.map(example),
    '  does not match',
    ...marker.examples.no.map(example),
  ];
  return `${lines.join('\n')}\n`;
}

/** Ids that share a part with what was typed, at most three. */
function nearTo(id: string): string {
  const parts = id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 2);
  const score = (candidate: string): number => parts.filter((part) => candidate.includes(part)).length;
  return markers
    .map((marker) => ({ id: marker.id, score: score(marker.id) }))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map((entry) => entry.id)
    .join(', ');
}
