// Puts the modules of the command and of its threads into few files: dist/bundle. Run by `npm run build`, behind the compiler.
//
// The command is some 700 modules, whose loading takes half of the time of a short scan; each thread loads its part again. The
// library, and the tests, use the modules one by one. Packages stay outside: they are installed beside. All files lie in one folder,
// two below the package's own, as the modules do, so that what is looked up from where a module lies is found.
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packages = Object.keys({ ...dependencies, ...optionalDependencies });

/** Each starts a process or thread of its own. */
const entries = [
  'cli',
  'scan/hash-worker',
  'scan/header-worker',
  'tools/c2pa/wasm-worker',
  'trace/apart-process',
  'trace/picture/vision-worker',
];

const folder = join(root, 'dist', 'bundle');
rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [basename(entry), join(root, 'dist', `${entry}.js`)])),
  platform: 'node',
  external: (id) => id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`)),
});
await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
