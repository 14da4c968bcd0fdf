import type { Mime } from '../../model/format.ts';
import { walkPdf } from './pdf.ts';
import type { Walker } from './reads.ts';

/** The walks of documents. */
export const documentWalkers: Partial<Record<Mime, Walker>> = {
  'application/pdf': walkPdf,
};
