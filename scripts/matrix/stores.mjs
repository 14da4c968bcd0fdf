/** Stores that no single statement makes: histories of several manifests, what weakens them, and stores beside their file. */
import { createPrivateKey, createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  Builder,
  CallbackCredentialHolder,
  CallbackSigner,
  IdentityAssertionBuilder,
  IdentityAssertionSigner,
  Reader,
} from '@contentauth/c2pa-node';
import { encode } from 'cborg';
import { formatByName } from '../../dist/model/index.js';
import { signed, signedOutside, sourceType } from '../fixtures/signing.mjs';
import { signable } from './plan.mjs';

const settings = {
  verify: { verify_after_sign: false, verify_trust: false, remote_manifest_fetch: false },
  builder: { thumbnail: { enabled: false } },
};
const generator = { name: 'Delivery Tool', version: '1.0' };
const created = (term) => [{ action: 'c2pa.created', digitalSourceType: sourceType(term) }];
const note = { label: 'org.example.note', data: { place: 'reel 1' } };
const [trained, captured] = [created('trainedAlgorithmicMedia'), created('digitalCapture')];
const several = ['jpg', 'png', 'mp4', 'wav'];
const mimeOf = (container) => formatByName(`a.${container}`).c2pa;

/** Markers that tell where a container keeps its store. */
const embeddings = [
  ['c2pa-embed-jpeg', ['jpg']],
  ['c2pa-embed-png', ['png']],
  ['c2pa-embed-tiff', ['tif', 'dng']],
  ['c2pa-embed-riff', ['wav', 'avi', 'webp']],
  ['c2pa-embed-bmff', ['mp4', 'mov', '3gp', 'm4a', 'heic', 'avif']],
  ['c2pa-embed-id3', ['mp3', 'flac']],
  ['c2pa-embed-gif', ['gif']],
  ['c2pa-embed-jxl', ['jxl']],
  ['c2pa-embed-svg', ['svg']],
];

function writersOf(signer, base, identity) {
  const whole = (container, more) => ({
    bytes: base[container],
    mime: mimeOf(container),
    title: 'sample',
    signer,
    generator,
    ...more,
  });
  const make = (container, more) => signed(whole(container, more));
  const resigned = async (bytes, mime, prepare) => {
    const builder = Builder.withJson({ claim_generator_info: [generator], title: 'sample', format: mime }, settings);
    prepare(builder);
    const output = { buffer: null };
    builder.sign(signer, { buffer: bytes, mimeType: mime }, output);
    return output.buffer;
  };
  return {
    make,
    /** Signed, and then only its metadata once more: an update manifest. */
    updated: async (container, actions) =>
      resigned(await make(container, { actions }), mimeOf(container), (builder) => builder.setIntent('update')),
    /** Signed with a note, and once more without that note. */
    redacted: async (container, actions) => {
      const bytes = await make(container, { actions, assertions: [note] });
      const mimeType = mimeOf(container);
      const label = (await Reader.fromAsset({ buffer: bytes, mimeType }, settings)).json().active_manifest;
      return resigned(bytes, mimeType, (builder) => {
        builder.setIntent('edit');
        builder.addRedaction(`self#jumbf=/c2pa/${label}/c2pa.assertions/${note.label}`, 'c2pa.PII.present');
      });
    },
    /** A camera's picture or sound, for which a generated one was only an input. */
    withInput: async (container, relationship) => {
      const input = await make('jpg', { actions: trained });
      const from = ['ingredient_0'];
      const actions = relationship === 'inputTo' ? [{ ...captured[0], from }] : [...captured, { action: 'c2pa.placed', from }];
      const ingredients = [{ label: from[0], relationship, title: 'still.jpg', mime: 'image/jpeg', bytes: input }];
      return make(container, { actions, ingredients });
    },
    identified: (container) => identified(base[container], mimeOf(container), identity),
    beside: (container) => signedOutside(whole(container, { actions: trained })),
  };
}

/**
 * With an identity assertion (CAWG Identity 1.1) by the builder's own identity signer. What the callback returns is a plain
 * signature and no COSE structure, so the identity is stated and not proved, which is all that its marker is about.
 */
async function identified(bytes, mime, { key, certificates }) {
  const sign = async (payload) =>
    createSign('SHA256')
      .update(payload)
      .sign({ key: createPrivateKey(readFileSync(key)), dsaEncoding: 'ieee-p1363' });
  const certs = certificates.map((path) => readFileSync(path));
  const none = { tsaUrl: undefined, tsaHeaders: undefined, tsaBody: undefined };
  const claim = CallbackSigner.newSigner({ alg: 'es256', certs, reserveSize: 12000, ...none, directCoseHandling: true }, sign);
  const holder = CallbackCredentialHolder.newCallbackCredentialHolder(4000, 'cawg.x509.cose', (payload) =>
    sign(Buffer.from(encode(JSON.parse(JSON.stringify(payload))))),
  );
  const identity = await IdentityAssertionBuilder.identityBuilderForCredentialHolder(holder);
  identity.addReferencedAssertions(['c2pa.actions']);
  const signer = IdentityAssertionSigner.new(claim.getHandle());
  signer.addIdentityAssertion(identity);
  const assertions = [{ label: 'c2pa.actions.v2', data: { actions: trained } }];
  const builder = Builder.withJson({ claim_generator_info: [generator], title: 'sample', format: mime, assertions }, settings);
  const output = { buffer: null };
  await builder.signAsync(signer, { buffer: bytes, mimeType: mime }, output);
  return output.buffer;
}

/**
 * The samples: `{marker, container, how, verdicts, strength, bytes, beside}`; `beside` is the store that lies beside the
 * sample, which then has the extension `media`.
 */
export async function storeSamples({ signer, identity }, base) {
  const write = writersOf(signer, base, identity);
  const samples = [];
  const add = async (containers, marker, how, verdicts, bytesOf, strength) => {
    for (const container of containers)
      samples.push({ marker, container, how, verdicts, strength, bytes: await bytesOf(container) });
  };
  const generated = ['generated'];
  await add(
    ['jpg', 'png', 'mp4'],
    'c2pa-update-manifest',
    'update manifest over a generated one',
    generated,
    (one) => write.updated(one, trained),
    'trusted',
  );
  // The builder's update of a RIFF file does not hold: the statement of the parent counts all the same, as a plain tag.
  await add(['wav'], 'c2pa-update-manifest', 'update manifest over a generated one', generated, (one) =>
    write.updated(one, trained),
  );
  await add(several, 'c2pa-update-manifest', 'update manifest over a capture', ['captured', 'unmarked'], (one) =>
    write.updated(one, captured),
  );
  await add(
    several,
    'c2pa-redacted',
    'redaction in a generated one',
    generated,
    (one) => write.redacted(one, trained),
    'trusted',
  );
  await add(several, 'c2pa-redacted', 'redaction in a capture', ['unmarked'], (one) => write.redacted(one, captured));
  await add(
    several,
    'c2pa-dst-trained',
    'only gathered',
    generated,
    (one) => write.make(one, { actions: trained, gathered: true }),
    'declared',
  );
  const lists = (allActionsIncluded) => (one) => write.make(one, { actions: captured, allActionsIncluded });
  await add(several, 'c2pa-allActionsIncluded', 'capture, all actions included', ['captured'], lists(true));
  await add(several, 'c2pa-dst-capture', 'capture, allActionsIncluded false', ['unmarked'], lists(false));
  await add(several, 'c2pa-dst-capture', 'capture, allActionsIncluded absent', ['captured'], lists(null));
  await add(several, 'c2pa-ingredient-inputTo', 'capture with a generated input', ['captured', 'unmarked'], (one) =>
    write.withInput(one, 'inputTo'),
  );
  await add(
    several,
    'c2pa-ingredient-componentOf',
    'capture with a generated component',
    ['edited'],
    (one) => write.withInput(one, 'componentOf'),
    'trusted',
  );
  await add(several, 'cawg-identity', 'identity assertion', generated, (one) => write.identified(one), 'declared');
  for (const [marker, containers] of embeddings) {
    const held = containers.filter((one) => signable.includes(one));
    await add(held, marker, 'place of the store', generated, (one) => write.make(one, { actions: trained }), 'trusted');
  }
  for (const media of ['jpg', 'png', 'wav']) {
    const { file, store } = write.beside(media);
    samples.push({
      marker: 'c2pa-dst-trained',
      container: 'c2pa',
      media,
      how: `store beside a ${media}`,
      verdicts: generated,
      strength: 'trusted',
      bytes: file,
      beside: store,
    });
  }
  return samples;
}
