/** The authorities that are trusted beside those of this machine: `--ca FILE`. */
import { type CommandInput, text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';
import { readTextFile } from './read-text-file.ts';

const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** In PEM, each by itself; none where `--ca` names no file. */
export async function authoritiesOf(input: CommandInput): Promise<readonly string[]> {
  const file = text(input, 'ca');
  if (file === undefined) return [];
  const found = [...(await readTextFile(file)).matchAll(pem)].map(([each]) => each);
  if (found.length === 0) throw new CliError(exitCodes.usage, `${file} holds no certificate (PEM)`);
  return found;
}
