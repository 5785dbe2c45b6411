/** A sandbox and a service that is meant do not share a data directory: the accounts of a sandbox have a password that is printed. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../lib/app-error.ts';
import { databaseFile } from '../store/backup/archive.ts';

/** Where a sandbox keeps the password of its accounts; it tells that one has been here. */
export const passwordFile = 'sandbox-password';

export function wasSandbox(dataDirectory: string): Promise<boolean> {
  return isThere(join(dataDirectory, passwordFile));
}

/** For who would start a service. Throws an `AppError`. */
export async function refuseSandboxDirectory(dataDirectory: string): Promise<void> {
  if (await wasSandbox(dataDirectory)) throw new AppError('directory-of-sandbox', { dataDirectory });
}

/** For who would start a sandbox. Throws an `AppError`. */
export async function refuseServiceDirectory(dataDirectory: string): Promise<void> {
  if (!(await wasSandbox(dataDirectory)) && (await isThere(join(dataDirectory, databaseFile))))
    throw new AppError('directory-of-service', { dataDirectory });
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
