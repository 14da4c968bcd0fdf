// Containers made from nothing, chunk by chunk: valid for the most part, with lengths that lie, directories that point at themselves, names
// twice, payloads where they do not belong. What must hold of their walks is what `containers` asks.
import fc from 'fast-check';
import { boxFiles } from '../structures/boxes.mjs';
import { films } from '../structures/films.mjs';
import { pictureHeaders } from '../structures/picture-headers.mjs';
import { stills } from '../structures/stills.mjs';
import { check as checkContainer } from './containers.mjs';

/** Files by what they are called. */
export const structures = { ...stills, ...pictureHeaders, ...films, ...boxFiles };

export const arbitrary = () =>
  fc.oneof(...Object.entries(structures).map(([name, bytes]) => bytes.map((made) => ({ name, bytes: Uint8Array.from(made) }))));

export const check = ({ name, bytes }) => checkContainer(Buffer.from(bytes), name);
