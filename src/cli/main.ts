/** The command line: what was typed in, exit code out. */
import { CommanderError } from 'commander';
import { defaultDataDirectory } from '../lib/default-data-directory.ts';
import { isLoopback } from '../lib/loopback.ts';
import type { CommandDefinition } from './command-definition.ts';
import { type Door, openDoor } from './door.ts';
import { findCommand } from './find-command.ts';
import { CliError, describeError, exitCodes } from './output.ts';
import { bearBrokenPipes, print } from './print.ts';
import { type Options, programOf } from './program.ts';
import { serverAddress } from './remote/server-address.ts';

export interface SandboxOptions {
  readonly dataDirectory: string;
  readonly smtpPort: number;
  readonly smtpsPort: number;
  readonly microsoftPort: number;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly host: string;
  readonly tarpitSeconds: number;
  readonly fresh: boolean;
  readonly json: boolean;
}

export interface ServeOptions {
  readonly configFile: string;
  /** Undefined: as the configuration file has it. */
  readonly dataDirectory: string | undefined;
  readonly json: boolean;
}

/** What starts a service; each answers the exit code once the service has ended. */
export interface ServiceActions {
  sandbox(options: SandboxOptions): Promise<number>;
  serve(options: ServeOptions): Promise<number>;
}

function numberOf(options: Options, name: string, maximum: number): number {
  const value = Number(options[name]);
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (Number.isFinite(value) && value >= 0 && value <= maximum) return value;
  throw new CliError(exitCodes.usage, `--${flag} must be a number from 0 to ${maximum}`);
}

/** A sandbox prints its passwords, and so protects nothing from whoever reaches it. */
function loopbackOf(host: string): string {
  if (isLoopback(host === '::1' ? '[::1]' : host)) return host;
  throw new CliError(
    exitCodes.usage,
    `--host ${host}: a sandbox listens on this machine alone, as at 127.0.0.1 or ::1`,
  );
}

function sandboxOptions(options: Options, dataDirectory: string): SandboxOptions {
  return {
    dataDirectory,
    smtpPort: numberOf(options, 'smtpPort', 65_535),
    smtpsPort: numberOf(options, 'smtpsPort', 65_535),
    microsoftPort: numberOf(options, 'microsoftPort', 65_535),
    httpPort: numberOf(options, 'httpPort', 65_535),
    httpsPort: numberOf(options, 'httpsPort', 65_535),
    host: loopbackOf(String(options['host'])),
    tarpitSeconds: numberOf(options, 'tarpit', 3600),
    fresh: options['fresh'] === true,
    json: options['json'] === true,
  };
}

async function perform(command: CommandDefinition, args: string[], options: Options, actions: ServiceActions) {
  const given = typeof options['data'] === 'string' ? options['data'] : process.env['POSTERN_DATA'] || undefined;
  const dataDirectory = given ?? defaultDataDirectory();
  const json = options['json'] === true;
  if (command.path === 'sandbox') return actions.sandbox(sandboxOptions(options, dataDirectory));
  if (command.run === undefined) {
    return actions.serve({ configFile: String(options['config']), dataDirectory: given, json });
  }
  const server = serverOf(options);
  const door = server === null ? openDoor(dataDirectory) : await doorElsewhere(server);
  const outcome = await command.run({ args, options, json, server, dataDirectory, door });
  await print(outcome, json);
  return ('exitCode' in outcome ? outcome.exitCode : undefined) ?? exitCodes.ok;
}

/** What stands on the command line goes before what the environment says. */
function serverOf({ server, data }: Options): string | null {
  if (typeof server === 'string' && typeof data === 'string')
    throw new CliError(exitCodes.usage, 'either --server, for a service elsewhere, or --data, for one on this machine');
  if (typeof server === 'string') return serverAddress(server);
  const inForce = process.env['POSTERN_SERVER'];
  return inForce && typeof data !== 'string' ? serverAddress(inForce) : null;
}

/** Its code is loaded only where it is needed: a command on this machine answers at once. */
async function doorElsewhere(server: string): Promise<Door> {
  return (await import('./remote/remote-door.ts')).openRemoteDoor(server);
}

/** Runs one command line (without the program's own name) and answers its exit code. */
export async function runCli(argv: readonly string[], actions: ServiceActions): Promise<number> {
  bearBrokenPipes();
  let exitCode: number = exitCodes.ok;
  const named = await findCommand(argv);
  const definitions = named === null ? (await import('./commands.ts')).commands : [named];
  const program = programOf(definitions, async (definition, args, options) => {
    exitCode = await perform(definition, args, options, actions);
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const { text, exitCode: ended } = describeError(error);
    process.stderr.write(`postern: ${text}\n`);
    return ended;
  }
}
