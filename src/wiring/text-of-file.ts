/** Reads a file that the configuration names. */
import { readFile } from 'node:fs/promises';
import { AppError } from '../lib/app-error.ts';
import { unreadable } from '../lib/why-unreadable.ts';

/** `option` names the file. Throws `AppError('configuration-invalid')` where it cannot be read. */
export async function textOfFile(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('configuration-invalid', { reason: `${option}: ${unreadable(file, cause)}` }, cause);
  }
}
