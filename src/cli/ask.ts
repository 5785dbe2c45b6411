/** Asks the person at the terminal. */
import { createInterface } from 'node:readline/promises';
import { CliError, exitCodes } from './output.ts';

/** Whether they say yes. `otherwise`: what to do where nobody can be asked. */
export async function askWhether(question: string, otherwise: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CliError(exitCodes.usage, `nobody can be asked here; ${otherwise}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^\s*(?:y|yes|д|да)\s*$/i.test(await terminal.question(`${question} `));
  } finally {
    terminal.close();
  }
}

/** Tells what is under way; standard output is for what comes of it. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
