import { latin1, startsWith, u64 } from './bytes.ts';
import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const headerLimit = 16 * 1024 * 1024;
const entryLimit = 200;
const valueLimit = 64 * 1024;

/**
 * Weights of a model: what kind they are, and what a safetensors file says of itself in its header
 * (`modelspec.title`, `ss_base_model_version`; https://huggingface.co/docs/safetensors). The weights are not looked at.
 */
export const walkWeights: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 160);
  if (startsWith(head, 'GGUF')) notes.fact('container', 'weights:format', 'GGUF', notes.place('signature', 0, 4));
  else if (startsWith(head, 'PK') || head[0] === 0x80) {
    notes.fact('container', 'weights:format', 'PyTorch checkpoint', notes.place('signature', 0, 2));
  } else {
    const length = u64(head, 0, true);
    if (head[8] !== 0x7b) notes.broken(0, 'weights-header');
    else if (length > headerLimit) notes.limit(0, 'weights-header');
    else if (8 + length > file.size) notes.truncated(0, 8 + length);
    else tellHeader(notes, yield* read(8, length));
  }
  return notes.done();
};

function tellHeader(notes: WalkNotes, header: Uint8Array): void {
  const place = notes.place('safetensors header', 8, header.length);
  notes.segment('header', 0, 8 + header.length);
  notes.fact('container', 'weights:format', 'safetensors', place);
  let metadata: unknown;
  try {
    metadata = (JSON.parse(Buffer.from(header).toString('utf8')) as Record<string, unknown> | null)?.__metadata__;
  } catch {
    notes.broken(8, `json ${latin1(header, 0, 8)}`);
  }
  for (const [key, value] of Object.entries(metadata ?? {}).slice(0, entryLimit)) {
    if (typeof value === 'string' && value.length <= valueLimit) notes.fact('container', `weights:${key}`, value, place);
  }
}
