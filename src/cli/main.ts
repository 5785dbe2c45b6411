/** The command line: grammar in, exit code out. */
import { Command, CommanderError } from 'commander';
import { defaultDataDirectory } from '../lib/default-data-directory.ts';
import type { CommandDefinition, CommandInput } from './command-definition.ts';
import { commands } from './commands.ts';
import { type Door, openDoor } from './door.ts';
import { addGrammar, argumentsOf } from './grammar.ts';
import type { Outcome } from './output.ts';
import { CliError, describeError, exitCodes } from './output.ts';
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
  readonly configFile: string | undefined;
  /** Undefined: as the configuration file has it. */
  readonly dataDirectory: string | undefined;
  readonly json: boolean;
}

/** What starts a service; each answers the exit code once the service has ended. */
export interface ServiceActions {
  sandbox(options: SandboxOptions): Promise<number>;
  serve(options: ServeOptions): Promise<number>;
}

type Options = CommandInput['options'];

function numberOf(options: Options, name: string, maximum: number): number {
  const value = Number(options[name]);
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (Number.isFinite(value) && value >= 0 && value <= maximum) return value;
  throw new CliError(exitCodes.usage, `--${flag} must be a number from 0 to ${maximum}`);
}

function sandboxOptions(options: Options, dataDirectory: string): SandboxOptions {
  return {
    dataDirectory,
    smtpPort: numberOf(options, 'smtpPort', 65_535),
    smtpsPort: numberOf(options, 'smtpsPort', 65_535),
    microsoftPort: numberOf(options, 'microsoftPort', 65_535),
    httpPort: numberOf(options, 'httpPort', 65_535),
    httpsPort: numberOf(options, 'httpsPort', 65_535),
    host: String(options['host']),
    tarpitSeconds: numberOf(options, 'tarpit', 3600),
    fresh: options['fresh'] === true,
    json: options['json'] === true,
  };
}

async function print(outcome: Outcome, json: boolean): Promise<void> {
  if (!('octets' in outcome)) {
    process.stdout.write(`${json ? JSON.stringify(outcome.data, null, 2) : outcome.text}\n`);
    return;
  }
  for await (const chunk of outcome.octets) {
    if (!process.stdout.write(chunk)) await new Promise<void>((done) => process.stdout.once('drain', () => done()));
  }
}

async function perform(command: CommandDefinition, args: string[], options: Options, actions: ServiceActions) {
  const given = typeof options['data'] === 'string' ? options['data'] : process.env['POSTERN_DATA'] || undefined;
  const dataDirectory = given ?? defaultDataDirectory();
  const json = options['json'] === true;
  if (command.path === 'sandbox') return actions.sandbox(sandboxOptions(options, dataDirectory));
  if (command.run === undefined) {
    const configFile = typeof options['config'] === 'string' ? options['config'] : undefined;
    return actions.serve({ configFile, dataDirectory: given, json });
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

function addCommand(
  program: Command,
  definition: CommandDefinition,
  act: (args: string[], o: Options) => Promise<void>,
) {
  const words = definition.path.split(' ');
  let parent = program;
  for (const word of words.slice(0, -1)) {
    parent = parent.commands.find((each) => each.name() === word) ?? parent.command(word);
  }
  const command = addGrammar(parent.command(words.at(-1) ?? ''), definition);
  command.option('--json', 'print JSON').option('--data <dir>', 'data directory of the service (else POSTERN_DATA)');
  if (definition.run !== undefined)
    command.option('--server <url>', 'a service elsewhere (else POSTERN_SERVER), after "postern login"');
  command.addHelpText('after', `\nExamples:\n${definition.examples.map((each) => `  ${each}`).join('\n')}`);
  command.action(() => act(argumentsOf(command), command.optsWithGlobals()));
}

/** Runs one command line (without the program's own name) and answers its exit code. */
export async function runCli(argv: readonly string[], actions: ServiceActions): Promise<number> {
  const program = new Command('postern').description('SMTP submission with the controls of Microsoft 365');
  program.option('--data <dir>', 'data directory of the service (else POSTERN_DATA)').exitOverride();
  // An option that is none may have a secret for its value; subcommands inherit this.
  program.configureOutput({ outputError: (text, write) => write(text.replace(/('--[\w-]+)=[^']*'/g, "$1=…'")) });
  let exitCode: number = exitCodes.ok;
  for (const definition of commands) {
    addCommand(program, definition, async (args, options) => {
      exitCode = await perform(definition, args, options, actions);
    });
  }
  const inherit = (parent: Command) => {
    for (const child of parent.commands) inherit(child.copyInheritedSettings(parent));
  };
  inherit(program);
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
