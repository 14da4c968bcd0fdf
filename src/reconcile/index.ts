export { timecodesOf } from './clock.ts';
export { deliveryVerdict } from './delivery-verdict.ts';
export { isTelling } from './draft.ts';
export { type ListedDigests, listedDigests, namedAlgorithms, withoutDisproved } from './listed-digests.ts';
export { type DeliveredFiles, type HeldManifests, listedAlgorithms, manifestMismatches } from './manifests.ts';
export { namedByUses } from './matching.ts';
export { withPackageOutcomes } from './outcomes.ts';
export { Played } from './played.ts';
export { type Reconciled, type ReconcileInput, reconcile } from './reconcile.ts';
