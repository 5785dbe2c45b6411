/** From where a device signs in, as `--address` has it. */
import { isIP } from 'node:net';
import { type CommandInput, text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';

/** Undefined: it was not given. */
export function addressIn(input: CommandInput): string | undefined {
  const address = text(input, 'address');
  if (address === undefined || isIP(address) !== 0) return address;
  throw new CliError(exitCodes.usage, `--address ${address} is no address, such as 192.0.2.7 or 2001:db8::7`);
}
