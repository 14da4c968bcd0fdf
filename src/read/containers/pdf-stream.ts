import { constants, inflateSync } from 'node:zlib';
import { unpackedLimit } from './inflate.ts';
import { isDict, type PdfDict, PdfName, type PdfValue } from './pdf-values.ts';

/** Bytes of a stream as its filters give them, or why there are none. */
export type Decoded = { readonly bytes: Uint8Array } | { readonly failed: 'limit' | 'broken' | 'filter' };

const filterLimit = 4;

/** Applies the filters of a stream whose dictionary holds no references where filters are named (ISO 32000-2, 7.4). */
export function decodedStream(raw: Uint8Array, dict: PdfDict): Decoded {
  const filters = listOf(dict.get('Filter') ?? dict.get('F')).flatMap((filter) =>
    filter instanceof PdfName ? [filter.name] : ['?'],
  );
  const parameters = listOf(dict.get('DecodeParms') ?? dict.get('DP'));
  if (filters.length > filterLimit) return { failed: 'filter' };
  let bytes = raw;
  for (const [index, filter] of filters.entries()) {
    const decoded = filtered(bytes, filter, parameters[index]);
    if ('failed' in decoded) return decoded;
    bytes = decoded.bytes;
  }
  return { bytes };
}

function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as PdfValue];
}

function filtered(bytes: Uint8Array, filter: string, parameters: PdfValue | undefined): Decoded {
  if (filter === 'FlateDecode' || filter === 'Fl') {
    const decoded = inflate(bytes);
    return 'failed' in decoded || !isDict(parameters) ? decoded : unpredicted(decoded.bytes, parameters);
  }
  if (filter === 'ASCIIHexDecode' || filter === 'AHx') {
    return {
      bytes: Buffer.from(
        Buffer.from(bytes)
          .toString('latin1')
          .replace(/>[\s\S]*$/, '')
          .replace(/[^0-9A-Fa-f]/g, ''),
        'hex',
      ),
    };
  }
  return { failed: 'filter' };
}

/** Writers leave out the checksum or add line ends; what inflates counts. */
function inflate(packed: Uint8Array): Decoded {
  try {
    return { bytes: inflateSync(packed, { maxOutputLength: unpackedLimit, finishFlush: constants.Z_SYNC_FLUSH }) };
  } catch (error) {
    return { failed: (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'limit' : 'broken' };
  }
}

/** Undoes the PNG predictors, which is what cross-reference streams use (ISO 32000-2, 7.4.4.4). */
function unpredicted(bytes: Uint8Array, parameters: PdfDict): Decoded {
  const number = (key: string, fallback: number): number => {
    const value = parameters.get(key);
    return typeof value === 'number' ? value : fallback;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return { bytes };
  const sample = (number('Colors', 1) * number('BitsPerComponent', 8)) / 8;
  const width = Math.ceil(number('Columns', 1) * sample);
  if (predictor < 10 || !(width > 0 && width < 1 << 20)) return { failed: 'filter' };
  const pixel = Math.max(1, Math.ceil(sample));
  const rows = Math.ceil(bytes.length / (width + 1));
  const out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const from = row * (width + 1);
    const to = row * width;
    for (let x = 0; x < width; x++) {
      const left = x >= pixel ? (out[to + x - pixel] ?? 0) : 0;
      const up = row > 0 ? (out[to + x - width] ?? 0) : 0;
      const corner = row > 0 && x >= pixel ? (out[to + x - width - pixel] ?? 0) : 0;
      out[to + x] = (bytes[from + 1 + x] ?? 0) + predicted(bytes[from] ?? 0, left, up, corner);
    }
  }
  return { bytes: out };
}

/** The PNG filter types. https://www.w3.org/TR/png-3/#9Filters */
function predicted(type: number, left: number, up: number, corner: number): number {
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  if (type !== 4) return 0;
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
}
