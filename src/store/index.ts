export { type FingerprintStore, openFingerprints, rememberedBytes, type StoreOptions } from './fingerprints.ts';
