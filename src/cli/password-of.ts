/** The password of a device, which stands on no command line. */
import { secretInFile } from './ask-secret.ts';
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { readPassword } from './read-password.ts';

export const passwordOption: CommandOption = {
  flags: '--password-from <file>',
  meaning: "sign in as the device afterwards, with its password: the file's first line, or - for standard input",
};

/** Null: none was given. */
export async function passwordOf(input: CommandInput): Promise<string | null> {
  const file = text(input, 'passwordFrom');
  if (file === undefined) return null;
  return file === '-' ? readPassword() : secretInFile(file);
}
