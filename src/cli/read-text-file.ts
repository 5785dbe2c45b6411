/** A file that a person named on the command line. */
import { readFile } from 'node:fs/promises';
import { unreadable } from '../lib/why-unreadable.ts';
import { CliError, exitCodes } from './output.ts';

export async function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new CliError(exitCodes.usage, unreadable(file, error));
  });
}
