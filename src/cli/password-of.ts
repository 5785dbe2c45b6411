/** The password of a device, which stands on no command line. */
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';
import { readPassword } from './read-password.ts';
import { readTextFile } from './read-text-file.ts';

export const passwordOption: CommandOption = {
  flags: '--password-from <file>',
  meaning: "sign in as the device afterwards, with its password: the file's first line, or - for standard input",
};

/** Null: none was given. */
export async function passwordOf(input: CommandInput): Promise<string | null> {
  const file = text(input, 'passwordFrom');
  if (file === undefined) return null;
  if (file === '-') return readPassword();
  const [password = ''] = (await readTextFile(file)).split(/\r?\n/, 1);
  if (password === '') throw new CliError(exitCodes.usage, `${file} holds no password in its first line`);
  return password;
}
