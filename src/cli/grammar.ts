/** The words of a command, as the library that reads them wants to be told. */
import { type Command, Option } from 'commander';
import type { CommandDefinition } from './command-definition.ts';

/** Gives `command` the summary, arguments and options of `definition`. */
export function addGrammar(command: Command, definition: CommandDefinition): Command {
  command.description(definition.summary);
  for (const [name, meaning] of definition.arguments ?? []) command.argument(name, meaning);
  for (const each of definition.options ?? []) {
    const option = new Option(each.flags, each.meaning);
    if (each.choices) option.choices(each.choices);
    if (each.default !== undefined) option.default(each.default);
    command.addOption(option.makeOptionMandatory(each.required ?? false));
  }
  return command;
}

/** What was given for the arguments. */
export function argumentsOf(command: Command): string[] {
  return command.processedArgs
    .flat()
    .filter((each) => each !== undefined)
    .map(String);
}
