/** The first line of standard input, so that a password stands on no command line. */
import { CliError, exitCodes } from './output.ts';

export async function readPassword(): Promise<string> {
  let read = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    read += String(chunk);
    if (read.includes('\n') || read.length > 1024) break;
  }
  const password = read.split(/\r?\n/, 1)[0] ?? '';
  if (password === '') throw new CliError(exitCodes.usage, 'standard input holds no password');
  return password;
}
