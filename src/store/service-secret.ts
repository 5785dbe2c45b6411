/** A secret of the service in the data directory, for its owner only: made once, the same at every start. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../lib/app-error.ts';

const secretBytes = 32;

export async function openServiceSecret(dataDirectory: string): Promise<Buffer> {
  const file = join(dataDirectory, 'service-secret');
  try {
    const secret = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
    if (secret.length === secretBytes) return secret;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new AppError('storage-failed', { reason: `${file} cannot be read` }, cause);
    const secret = randomBytes(secretBytes);
    await writeFile(file, secret.toString('hex'), { mode: 0o600, flag: 'wx' });
    return secret;
  }
  throw new AppError('storage-failed', { reason: `${file} does not hold the secret that Postern wrote there` });
}
