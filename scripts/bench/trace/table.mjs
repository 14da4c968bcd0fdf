// The tables that the benchmark prints.

const cell = (value, width, right) => (right ? String(value).padStart(width) : String(value).padEnd(width));

/** Columns as wide as their widest cell; the first is left-aligned, the others right. */
export function table(head, rows) {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => String(row[i]).length)));
  const line = (row) => row.map((value, i) => cell(value, widths[i], i > 0)).join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

const errorText = (errors) => (errors ? `${errors.median} / ${errors.max}` : '-');

/** One row a kind of edit: what was wanted, what trueslate found, how well, and what the baselines found. */
export function kindTable(result, others) {
  const head = [
    'kind',
    'wanted',
    'found',
    'split',
    'wrong relation',
    'accused',
    'ends (median / max)',
    ...others.map(({ name }) => name),
  ];
  const row = (one) => [
    one.kind,
    one.wanted,
    one.found,
    one.fragmented,
    one.wrongRelation,
    one.accused,
    errorText(one.errors),
    ...others.map(({ byKind }) => byKind(one.kind)),
  ];
  return table(head, [...result.rows.map(row), row(result.total)]);
}
