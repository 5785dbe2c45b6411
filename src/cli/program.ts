/** The grammar of the command line: every command with its options, and the help. */
import { Command } from 'commander';
import postern from '../../package.json' with { type: 'json' };
import type { CommandDefinition, CommandInput } from './command-definition.ts';
import { addGrammar, argumentsOf } from './grammar.ts';
import { groups } from './groups.ts';
import { exitCodes, exitMeanings } from './output.ts';

export type Options = CommandInput['options'];

export type Act = (definition: CommandDefinition, args: string[], options: Options) => Promise<void>;

const dataOption = ['--data <dir>', 'data directory of the service (else POSTERN_DATA)'] as const;
const serverOption = ['--server <url>', 'a service elsewhere (else POSTERN_SERVER), after "postern login"'] as const;

/** A grammar that throws a `CommanderError` where a command line does not fit it, and calls `act` where it does. */
export function programOf(definitions: readonly CommandDefinition[], act: Act): Command {
  const program = new Command('postern').description('SMTP submission with the controls of Microsoft 365');
  program.version(postern.version, '--version', 'print the version');
  program.option(...dataOption).exitOverride();
  program.configureOutput({ outputError: (text, write) => write(told(text)) });
  program.addHelpText('after', `\n${exitHelp()}\n\nEvery command and group has --help. All of them: docs/cli.md`);
  for (const definition of definitions) addCommand(parentOf(program, definition, definitions), definition, act);
  inherit(program, 'postern');
  return program;
}

/** The group that a command is in; made where it is the first of it. */
function parentOf(program: Command, { path }: CommandDefinition, definitions: readonly CommandDefinition[]): Command {
  const words = path.split(' ').slice(0, -1);
  return words.reduce((parent, word, index) => {
    const found = parent.commands.find((each) => each.name() === word);
    if (found !== undefined) return found;
    const name = words.slice(0, index + 1).join(' ');
    const group = parent.command(word).description(groups[name] ?? '');
    return group.addHelpText('after', `\nExample:\n  ${exampleOf(name, definitions)}`);
  }, program);
}

/** One that shows, rather than one that changes. */
function exampleOf(group: string, definitions: readonly CommandDefinition[]): string {
  const members = definitions.filter(({ path }) => path.startsWith(`${group} `));
  const first = members.find(({ path }) => /(list|show)$/.test(path)) ?? members[0];
  return first?.examples[0] ?? '';
}

function addCommand(parent: Command, definition: CommandDefinition, act: Act): void {
  const command = addGrammar(parent.command(definition.path.split(' ').at(-1) ?? ''), definition);
  if (definition.isRaw !== true) command.option('--json', 'print JSON');
  command.option(...dataOption);
  if (definition.run !== undefined) command.option(...serverOption);
  command.addHelpText('after', `\nExamples:\n${definition.examples.map((each) => `  ${each}`).join('\n')}`);
  command.action(() => act(definition, argumentsOf(command), command.optsWithGlobals()));
}

/** What is set on the program holds for every command. */
function inherit(parent: Command, path: string): void {
  parent.showHelpAfterError(`(${path} --help says what there is)`);
  for (const child of parent.commands) inherit(child.copyInheritedSettings(parent), `${path} ${child.name()}`);
}

/** In the words of every other error. An option that is none may have a secret for its value. */
function told(text: string): string {
  return text.replace(/^error: /, 'postern: ').replace(/('--[\w-]+)=[^']*'/g, "$1=…'");
}

function exitHelp(): string {
  const lines = Object.entries(exitCodes).map(
    ([name, code]) => `  ${String(code).padStart(2)}  ${exitMeanings[name as keyof typeof exitCodes]}`,
  );
  return ['Exit codes:', ...lines].join('\n');
}
