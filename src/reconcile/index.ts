export { type AssetOutcome, assetOutcomes } from './outcomes.ts';
export { type Reconciled, type ReconcileInput, reconcile } from './reconcile.ts';
