/** Sources that many markers cite; each with the commit that was read. */
export const cite = {
  c2pa: 'C2PA 2.2 specification (github c2pa-org/specifications@e0d2f30)',
  signals: 'github c2pa-org/conformance-public@7dbff51 asset-rubrics/composables',
  products: 'github c2pa-org/conformance-public, conforming products list',
  c2paRs: 'github contentauth/c2pa-rs@24d1755',
  assets: 'real file: github contentauth/example-assets',
  verify: 'github contentauth/verify-site',
  newscodes: 'http://cv.iptc.org/newscodes/digitalsourcetype/',
  captures: 'captures in github wiltodelta/remove-ai-watermarks@f52e40a',
  detectors: 'constants of public detectors',
  exiftool: 'github exiftool/exiftool@38bdbac',
  promptReader: 'github receyuki/stable-diffusion-prompt-reader@32b2eea',
  sdParsers: 'github d3x-at/sd-parsers@0949676',
  tc260: 'GB 45438-2025 with TC260 practice guides, as checked by AigcTotal',
} as const;
