/** Writes what a command came to. Who reads it may stop reading: then nothing more is written, and nothing is said of it. */
import { pipeline } from 'node:stream/promises';
import { CliError, exitCodes, type Outcome } from './output.ts';

export async function print(outcome: Outcome, json: boolean): Promise<void> {
  const chunks =
    'octets' in outcome ? outcome.octets : [`${json ? JSON.stringify(outcome.data, null, 2) : outcome.text}\n`];
  try {
    await pipeline(chunks, process.stdout, { end: false });
  } catch (error) {
    if (isBrokenPipe(error)) return;
    if (isOfStdout(error)) throw new CliError(exitCodes.refused, 'standard output cannot be written');
    throw error;
  }
}

/** Help, and what is told on standard error, are written by others. */
export function bearBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.listeners('error').includes(bear)) stream.on('error', bear);
  }
}

function bear(error: unknown): void {
  if (!isBrokenPipe(error) && !isOfStdout(error)) throw error;
}

function isBrokenPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}

function isOfStdout(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall === 'write';
}
