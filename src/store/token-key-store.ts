/** The keys of our tokens in the data directory, for its owner only. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../lib/app-error.ts';
import type { TokenKey, TokenKeyStore } from '../sign-in/tokens/token-keys.ts';

export function createTokenKeyStore(dataDirectory: string): TokenKeyStore {
  const file = join(dataDirectory, 'token-keys.json');
  return {
    async load() {
      try {
        return JSON.parse(await readFile(file, 'utf8')) as TokenKey[];
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw new AppError('storage-failed', { reason: `${file} cannot be read` }, cause);
      }
    },
    async save(keys) {
      const fresh = `${file}.${process.pid}`;
      await writeFile(fresh, JSON.stringify(keys), { mode: 0o600 });
      await rename(fresh, file);
    },
  };
}
