import { deflateSync } from 'node:zlib';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A stream object's body. */
export function streamOf(content: Buffer | string, dict = '', packed = false): Buffer {
  const raw = typeof content === 'string' ? bytes(content) : content;
  const data = packed ? deflateSync(raw) : raw;
  const filter = packed ? '/Filter/FlateDecode' : '';
  return Buffer.concat([bytes(`<<${dict}${filter}/Length ${data.length}>>\nstream\n`), data, bytes('\nendstream')]);
}

type Objects = Readonly<Record<number, string | Buffer>>;

function written(objects: Objects, from: number): { body: Buffer; offsets: Map<number, number> } {
  const offsets = new Map<number, number>();
  let body = Buffer.alloc(0);
  for (const [id, content] of Object.entries(objects)) {
    offsets.set(Number(id), from + body.length);
    body = Buffer.concat([body, bytes(`${id} 0 obj\n`), Buffer.from(content as Buffer), bytes('\nendobj\n')]);
  }
  return { body, offsets };
}

/** A PDF with a cross-reference table; with `before`, one that was saved on top of that file. */
export function pdfWithTable(objects: Objects, trailer: string, before = bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')): Buffer {
  const latin = Object.fromEntries(
    Object.entries(objects).map(([id, content]) => [id, typeof content === 'string' ? bytes(content) : content]),
  );
  const { body, offsets } = written(latin, before.length);
  const rows = [...offsets].map(([id, offset]) => `${id} 1\n${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const at = before.length + body.length;
  const previous = /startxref\s+(\d+)/.exec(before.toString('latin1').slice(-100))?.[1];
  const prev = previous === undefined ? '' : `/Prev ${previous}`;
  const end = `xref\n0 1\n0000000000 65535 f \n${rows}trailer\n<</Size 99${prev}${trailer}>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([before, body, bytes(end)]);
}

/** A PDF whose objects of `packed` lie in an object stream, with a cross-reference stream of PNG predictor 12 (up). */
export function pdfWithStreams(objects: Objects, packed: Readonly<Record<number, string>>, trailer: string): Buffer {
  const before = bytes('%PDF-1.7\n');
  const ids = Object.keys(packed);
  let position = 0;
  const head = ids.map((id) => {
    const pair = `${id} ${position} `;
    position += (packed[Number(id)]?.length ?? 0) + 1;
    return pair;
  });
  const first = head.join('').length;
  const content = `${head.join('')}${Object.values(packed).join(' ')}`;
  const container = 90;
  const all = { ...objects, [container]: streamOf(content, `/Type/ObjStm/N ${ids.length}/First ${first}`, true) };
  const { body, offsets } = written(all, before.length);
  const at = before.length + body.length;
  const rows: number[][] = Array.from({ length: 92 }, () => [0, 0, 0, 0, 0]);
  for (const [id, offset] of offsets) rows[id] = [1, offset >> 16, (offset >> 8) & 255, offset & 255, 0];
  ids.forEach((id, index) => {
    rows[Number(id)] = [2, 0, 0, container, index];
  });
  rows[91] = [1, at >> 16, (at >> 8) & 255, at & 255, 0];
  const predicted = rows.flatMap((row, index) => [2, ...row.map((byte, x) => (byte - (rows[index - 1]?.[x] ?? 0)) & 255)]);
  const dict = `/Type/XRef/W[1 3 1]/Size 92${trailer}/DecodeParms<</Predictor 12/Columns 5>>`;
  const xref = streamOf(Buffer.from(predicted), dict, true);
  return Buffer.concat([before, body, bytes('91 0 obj\n'), xref, bytes(`\nendobj\nstartxref\n${at}\n%%EOF\n`)]);
}
