/** The authorities that are trusted beside those of this machine: `--ca FILE`. */
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';
import { readTextFile } from './read-text-file.ts';
import { trust } from './remote/ask-server.ts';

export const caOption: CommandOption = {
  flags: '--ca <file>',
  meaning: 'authority to trust beside those of this machine, in PEM',
};

const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** In PEM, each by itself; none where `--ca` names no file. */
export async function authoritiesOf(input: CommandInput): Promise<readonly string[]> {
  const file = text(input, 'ca');
  if (file === undefined) return [];
  const found = [...(await readTextFile(file)).matchAll(pem)].map(([each]) => each);
  if (found.length === 0) throw new CliError(exitCodes.usage, `${file} holds no certificate (PEM)`);
  return found;
}

/** Trusts them for the rest of the process. */
export async function trustAuthoritiesOf(input: CommandInput): Promise<void> {
  const authorities = await authoritiesOf(input);
  if (authorities.length > 0) trust(authorities.join('\n'));
}
