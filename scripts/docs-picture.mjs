// Takes the picture of the report that README shows: `npm run demo`, then `node scripts/docs-picture.mjs` (needs Chromium).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'picture-'));
const shot = join(folder, 'shot.png');
const page = pathToFileURL(join(root, 'demo-report', 'report.html')).href;
execFileSync(process.env.CHROMIUM ?? 'chromium', [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  `--user-data-dir=${join(folder, 'profile')}`,
  '--hide-scrollbars',
  '--window-size=1180,1400',
  `--screenshot=${shot}`,
  page,
]);
await sharp(shot)
  .resize({ width: 1000 })
  .png({ palette: true, colours: 96, compressionLevel: 9 })
  .toFile(join(root, 'docs', 'report.png'));
rmSync(folder, { recursive: true, force: true });
