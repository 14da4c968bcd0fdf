export { type FingerprintStore, openFingerprints, type StoreOptions } from './fingerprints.ts';
