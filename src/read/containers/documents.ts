import type { Mime } from '../../model/format.ts';
import { walkFrontMatter } from './front-matter.ts';
import { walkHtml } from './html.ts';
import { walkComposition, walkDdex, walkNewsml } from './message-xml.ts';
import { walkOoxml } from './ooxml.ts';
import { walkPdf } from './pdf.ts';
import type { Walker } from './reads.ts';
import { walkJsonLd, walkMetadataJson, walkSettingsJson } from './sidecar-json.ts';
import { walkSettingsText } from './sidecar-text.ts';
import { told } from './told-about.ts';
import { walkWeights } from './weights.ts';
import { walkXmpSidecar } from './xmp-sidecar.ts';

/** The walks of documents, and of sidecars that are texts. */
export const documentWalkers: Partial<Record<Mime, Walker>> = {
  'application/pdf': walkPdf,
  'application/rdf+xml': told(walkXmpSidecar),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': walkOoxml,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': walkOoxml,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': walkOoxml,
  'text/markdown': walkFrontMatter,
  'text/html': walkHtml,
  'text/x-generation-settings': walkSettingsText,
  'application/x-generation-settings+json': walkSettingsJson,
  'application/x-comfyui-graph+json': walkSettingsJson,
  'application/ld+json': walkJsonLd,
  'application/x-ninjs+json': walkMetadataJson,
  'application/vnd.iptc.g2.newsitem+xml': walkNewsml,
  'application/x-ddex-ern+xml': walkDdex,
  'application/x-imf-cpl+xml': walkComposition,
  'application/x-model-weights': walkWeights,
};
