/** Reads a file that the configuration names. */
import { readFile } from 'node:fs/promises';
import { AppError } from '../lib/app-error.ts';

/** Throws `AppError('configuration-invalid')` where it cannot be read. */
export async function textOfFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('configuration-invalid', { reason: `${file} cannot be read` }, cause);
  }
}
