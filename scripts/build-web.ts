/** `npm run build:web`: builds the admin centre; with `--if-changed`, only where its sources are others than those of the last time. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'web/dist');
const stampFile = join(dist, '.sources');
const sources = [
  'web/{index.html,vite.config.ts}',
  'web/src/**/*',
  'locales/**/*.json',
  'src/contract/*.ts',
  'package-lock.json',
];

async function digestOfSources(): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true }))
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  const digest = createHash('sha256');
  for (const file of files.toSorted())
    digest
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return digest.digest('hex');
}

/** What browsers take compressed is compressed once, here. */
async function compress(): Promise<void> {
  for await (const file of glob('**/*.{js,css,svg}', { cwd: dist })) {
    const content = await readFile(join(dist, file));
    await writeFile(join(dist, `${file}.gz`), await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }));
  }
}

const digest = await digestOfSources();
const isBuilt = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest;
if (!isBuilt || !process.argv.includes('--if-changed')) {
  process.stderr.write('Postern: building the admin centre ...\n');
  const { build } = await import('vite');
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
  await compress();
  writeFileSync(stampFile, digest);
}
