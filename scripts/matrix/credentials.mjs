/** Facts of the catalogue's examples as real C2PA manifests, signed with throw-away keys by the official builder. */
import { newAuthority, signed, sourceType } from '../fixtures/signing.mjs';

const neutral = 'http://c2pa.org/digitalsourcetype/empty';
const authority = newAuthority('Matrix Trust');
const stranger = newAuthority('Stranger');
const made = new Map();

/** Who signs histories of several manifests. */
export const signers = () => ({ signer: signerOf('RawCo'), identity: authority.identity('RawCo') });

/** The CA that the check trusts. */
export const trustedCa = authority.text;

function signerOf(organisation, by = authority) {
  const key = `${by === authority}${organisation}`;
  if (!made.has(key)) made.set(key, by.signer(organisation));
  return made.get(key);
}

/** Content of the assertions that examples name only by label; the engine checks the shape of those it knows. */
const contents = {
  'c2pa.training-mining': { entries: { 'c2pa.ai_training': { use: 'notAllowed' } } },
  'cawg.training-mining': { entries: { 'cawg.ai_training': { use: 'notAllowed' } } },
  'stds.schema-org.CreativeWork': { '@context': 'https://schema.org', '@type': 'CreativeWork', name: 'picture' },
  'c2pa.ai-disclosure': { modelType: 'c2pa.types.model' },
};

/** Facts that no builder states by itself, with the reason. */
const unwritable = {
  'ingredient.digitalSourceType': 'the builder drops this field of an ingredient; proved by the examples of the marker only',
  redacted: 'needs a history of two manifests: the samples of scripts/matrix/stores.mjs',
  'manifest.type': 'needs a history of two manifests: the samples of scripts/matrix/stores.mjs',
};

/** Why the builder cannot state these facts; undefined where it can. */
export function whyUnwritable(facts) {
  const named = facts.find(({ name }) => unwritable[name] !== undefined);
  if (named !== undefined) return unwritable[named.name];
  if (facts.some(({ value }) => /^cawg\.identity/.test(value)))
    return 'needs an identity signature: the samples of scripts/matrix/stores.mjs';
  return undefined;
}

/** The manifest that states these facts: action first, then what hangs on it. */
function manifestOf(facts, picture) {
  const asset = {
    generator: { name: 'Delivery Tool', version: '1.0' },
    actions: [],
    ingredients: [],
    assertions: [],
    organisation: 'RawCo',
  };
  let action = { action: 'c2pa.created', digitalSourceType: neutral };
  const own = facts.filter(({ name }) => name.startsWith('action'));
  for (const { name, value, c2pa } of own) {
    const verb = name === 'action' ? value : (c2pa?.action ?? 'c2pa.created');
    action = verb === action.action ? action : { action: verb };
    if (name === 'action.digitalSourceType') action.digitalSourceType = value;
    if (name === 'action.softwareAgent') action.softwareAgent = { name: value };
    if (name === 'action.description') action.description = value;
    if (name === 'action.tool') action.parameters = { 'com.adobe.tool': value };
  }
  if (!/^c2pa\.(created|opened)$/.test(action.action)) asset.actions.push({ action: 'c2pa.created', digitalSourceType: neutral });
  asset.actions.push(action);
  const relationship = /opened/.test(action.action) ? 'parentOf' : /placed/.test(action.action) ? 'componentOf' : undefined;
  if (relationship !== undefined) ingredient(asset, action, relationship, picture);
  for (const fact of facts) other(asset, fact, action, picture);
  return asset;
}

function ingredient(asset, action, relationship, picture, more = {}) {
  const label = `ingredient_${asset.ingredients.length}`;
  action.from = [...(action.from ?? []), label];
  asset.ingredients.push({ label, relationship, title: 'still.jpg', mime: 'image/jpeg', bytes: picture, stated: more });
}

function other(asset, { name, value, c2pa }, action, picture) {
  if (name === 'claim_generator') asset.generator = { name: value, version: '1.0' };
  if (name === 'signer') asset.organisation = value;
  if (name === 'assertion' && value !== 'c2pa.actions.v2') {
    const label = value.replace(/__\d+$/, '');
    asset.assertions.push({ label, data: contents[label.replace(/\.v\d+$/, '')] ?? { stated: true } });
  }
  if (name === 'metadata.digitalSourceType') {
    const context = { Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/' };
    asset.assertions.push({ label: 'c2pa.metadata', data: { '@context': context, 'Iptc4xmpExt:DigitalSourceType': value } });
  }
  if (name === 'soft-binding.alg') {
    asset.assertions.push({ label: 'c2pa.soft-binding', data: { alg: value, blocks: [{ scope: {}, value: 'YWJj' }], pad: '' } });
  }
  if (name === 'ingredient.relationship' || name === 'ingredient.unknownProvenance') {
    const relationship = name === 'ingredient.relationship' ? value : 'componentOf';
    const verbs = { parentOf: 'c2pa.opened', componentOf: 'c2pa.placed', inputTo: 'c2pa.created' };
    const verb = verbs[relationship];
    if (verb === 'c2pa.opened') asset.actions.splice(0, asset.actions.length, { action: verb });
    else if (verb !== action.action) asset.actions.push({ action: verb });
    ingredient(asset, asset.actions.at(-1), relationship, picture);
  }
  if (name === 'ingredient.digitalSourceType') {
    const relationship = c2pa?.relation === 'asset' ? 'parentOf' : 'componentOf';
    asset.actions.push({ action: 'c2pa.placed' });
    ingredient(asset, asset.actions.at(-1), relationship, picture, { digital_source_type: value });
  }
}

/**
 * Signed bytes that state these facts. `picture` is a JPEG for ingredients. Facts that ask for a state get it: `valid` by a
 * signer that nobody vouches for, `invalid` by a byte that changes after signing.
 * @throws where the builder does not write this format
 */
export async function credentialed(bytes, mime, facts, picture) {
  const { organisation, ...asset } = manifestOf(facts, picture);
  const state = facts.find(({ c2pa }) => c2pa?.state !== undefined)?.c2pa.state;
  const gathered = facts.some(({ c2pa }) => c2pa?.gathered === true);
  const signer = signerOf(organisation, state === 'valid' ? stranger : authority);
  const bytesMade = await signed({ ...asset, bytes, mime, title: 'sample', signer, gathered });
  return state === 'invalid' ? tampered(bytesMade, bytes) : bytesMade;
}

/** Media whose samples can change by a byte while the structure around them holds. */
const tamperable = ['image/jpeg', 'audio/wav', 'audio/mpeg', 'video/mp4', 'video/quicktime'];

/** Why a changed byte cannot be told from a broken file here; undefined where it can. */
export function whyNotTampered(facts, mime) {
  const asked = facts.some(({ c2pa }) => c2pa?.state === 'invalid');
  return asked && !tamperable.includes(mime) ? 'a changed byte breaks the picture or its checksum, not only the seal' : undefined;
}

/** One byte changed after signing, in the middle of what was there before: samples of the picture or sound. */
function tampered(made, before) {
  const changed = Buffer.from(made);
  const middle = before.length >> 1;
  const at = changed.lastIndexOf(before.subarray(middle, middle + 12));
  if (at < 0) throw new Error('the middle of the media changed in signing');
  changed[at + 6] ^= 1;
  return changed;
}

/** The plain C2PA statement of a model's work. */
export const trainedFacts = [
  {
    source: 'c2pa',
    name: 'action.digitalSourceType',
    value: sourceType('trainedAlgorithmicMedia'),
    c2pa: { relation: 'asset', active: true, action: 'c2pa.created' },
  },
];
