import type { Command } from 'commander';
import { markerById, markers } from '../markers/index.ts';
import { exampleText } from '../markers/prose.ts';
import type { Marker } from '../model/index.ts';
import { printable } from '../report/printable.ts';
import { wrap } from '../report/wrap.ts';
import { chosenMessages } from './language.ts';
import { type Terminal, textWidth, UsageError } from './terminal.ts';

/** Adds `markers` to the program: the catalogue, or one marker in full. */
export function addMarkers(program: Command, terminal: Terminal, _exit: (code: number) => void): void {
  const texts = chosenMessages().cli;
  program
    .command('markers')
    .description(texts.commands.markers)
    .argument('[id]', texts.options.marker)
    .action(async (id: string | undefined) => {
      if (id === undefined) {
        await terminal.out(listOf(markers, terminal.columns));
        return;
      }
      const marker = markerById.get(id);
      if (marker === undefined) throw new UsageError(texts.markerUnknown({ id, near: nearTo(id) }));
      await terminal.out(describe(marker, textWidth(terminal)));
    });
}

/** A line a marker; in a terminal that is too narrow, titles go on below. */
function listOf(all: readonly Marker[], columns: number | undefined): string {
  const width = Math.max(...all.map(({ id }) => id.length));
  const lines = all.flatMap(({ id, says, strength, title }) => {
    const { cli, markerTitle } = chosenMessages();
    const named = markerTitle(title);
    const head = `${id.padEnd(width)}  ${cli.sayings[says].padEnd(9)}  ${cli.strengths[strength].padEnd(8)}  `;
    return columns === undefined ? [`${head}${named}`] : wrap(named, columns, head, '    ');
  });
  return `${lines.join('\n')}\n`;
}

function describe(marker: Marker, width: number): string {
  const examples = (list: Marker['examples']['yes']): string[] =>
    list.flatMap((facts) => wrap(printable(exampleText(facts)), width, '    ', '      '));
  const { cli, markerTitle } = chosenMessages();
  const words = cli.marker;
  const field = (name: string, text: string): string[] => wrap(printable(text), width, `  ${name.padEnd(12)}`);
  const lines = [
    marker.id,
    ...wrap(markerTitle(marker.title), width, '  '),
    ...field(words.writtenBy, marker.vendor),
    ...field(words.says, cli.sayings[marker.says]),
    ...field(words.strength, cli.strengths[marker.strength]),
    ...field(words.source, `${marker.source} (${marker.evidence})`),
    ...(marker.note === undefined ? [] : field(words.note, marker.note)),
    `  ${words.matches}`,
    ...examples(marker.examples.yes),
    `  ${words.doesNotMatch}`,
    ...examples(marker.examples.no),
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
