// Writes docs/markers.md from the built catalogue: npm run build && node scripts/docs-markers.mjs
import { writeFileSync } from 'node:fs';
import { markers } from '../dist/markers/index.js';
import { catalogueProse } from '../dist/markers/prose.js';

writeFileSync(new URL('../docs/markers.md', import.meta.url), catalogueProse(markers));
