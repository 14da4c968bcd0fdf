// What a bucket costs beside a folder: npm run bench:storage -- [--files 1000, which s3rver lists in one page: it has no more] [--media 8] [--mib 64] [--runs 3]
// The same files lie in a folder and in an S3 server on loopback (s3rver, which runs on the same processors and is no fast one), with
// a proxy between that counts requests and bytes of answers. Small stills, and large media of zeros behind a real header.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { makeFilm } from './material/film.mjs';
import { makeStills } from './material/stills.mjs';
import { measured } from './trace/measure.mjs';
import { table } from './trace/table.mjs';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '1000' },
    media: { type: 'string', default: '8' },
    mib: { type: 'string', default: '64' },
    runs: { type: 'string', default: '3' },
  },
});
const cli = fileURLToPath(new URL(process.env.TRUESLATE_CLI ?? '../../dist/bundle/cli.js', import.meta.url));
const made = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'bench-storage-'));
const keys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
Object.assign(process.env, keys);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const common = '--no-trace --pixels off --no-thumbs --no-cache --format ndjson --fail-on never --quiet'.split(' ');

const sent = { requests: 0, bytes: 0 };
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(made, 's3'),
  configureBuckets: [{ name: 'dailies' }],
});
mkdirSync(join(made, 's3'));
const { port } = await server.run();
const proxy = createServer((asked, answer) => {
  sent.requests += 1;
  const { method, url, headers } = asked;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (came) => {
    answer.writeHead(came.statusCode, came.headers);
    came.on('data', (piece) => {
      sent.bytes += piece.length;
      answer.write(piece);
    });
    came.on('end', () => answer.end());
  });
  asked.pipe(onward);
});
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const endpoint = `http://127.0.0.1:${proxy.address().port}`;

async function fill(folder, prefix) {
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  let bytes = 0;
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    bytes += statSync(file).size;
    await client.send(
      new PutObjectCommand({ Bucket: 'dailies', Key: `${prefix}${file.slice(folder.length)}`, Body: readFileSync(file) }),
    );
  }
  client.destroy();
  return { count: files.length, bytes };
}

const stills = join(made, 'stills');
await makeStills(stills, Number(values.files));
const media = join(made, 'media');
mkdirSync(media);
for (let at = 0; at < Number(values.media); at++)
  await makeFilm(join(media, `film-${String.fromCharCode(97 + at)}.mov`), Number(values.mib) * 2 ** 20);

const rows = [];
for (const [name, folder] of [
  ['small stills', stills],
  ['large media', media],
]) {
  const { count, bytes } = await fill(folder, name.replace(' ', '-'));
  const places = [
    ['folder', [folder]],
    ['bucket', [`s3://dailies/${name.replace(' ', '-')}`, '--s3-endpoint', endpoint, '--s3-path-style']],
  ];
  for (const [where, place] of places) {
    const runs = [];
    for (let run = 0; run <= Number(values.runs); run++) {
      Object.assign(sent, { requests: 0, bytes: 0 });
      const { wall: seconds, code, stderr } = await measured(process.execPath, [cli, 'scan', ...place, ...common]);
      if (code !== 0 && code !== 3) throw new Error(stderr);
      if (run > 0) runs.push({ seconds, ...sent });
    }
    const seconds = median(runs.map((run) => run.seconds));
    rows.push([
      `${count} ${name}, ${Math.round(bytes / 2 ** 20)} MiB`,
      where,
      seconds.toFixed(2),
      String(Math.round(count / seconds)),
      where === 'folder' ? '' : (median(runs.map((run) => run.requests)) / count).toFixed(2),
      where === 'folder' ? '' : (median(runs.map((run) => run.bytes)) / count / 1024).toFixed(1),
      where === 'folder' ? '' : `${((100 * median(runs.map((run) => run.bytes))) / bytes).toFixed(2)} %`,
    ]);
  }
}
console.log(
  table(['material', 'where', 'wall s', 'objects a second', 'requests an object', 'KiB an object', 'of all bytes'], rows),
);
proxy.closeAllConnections();
proxy.close();
await server.close();
rmSync(made, { recursive: true, force: true });
