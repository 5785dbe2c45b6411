/** The one command that a line names: it is in the file of its name, and answers sooner where no other is loaded. */
import { existsSync } from 'node:fs';
import type { CommandDefinition } from './command-definition.ts';

const longestPath = 3;

/** Null: the line begins with no command; what it means is for the whole grammar to say. */
export async function findCommand(argv: readonly string[]): Promise<CommandDefinition | null> {
  for (let length = longestPath; length > 0; length -= 1) {
    const words = argv.slice(0, length);
    if (words.length < length || !words.every((word) => /^[a-z]+(-[a-z]+)*$/.test(word))) continue;
    const file = new URL(`./commands/${words.join('-')}.ts`, import.meta.url);
    if (!existsSync(file)) continue;
    const exported = Object.values((await import(file.href)) as Record<string, CommandDefinition>);
    const definition = exported.find(({ path }) => path === words.join(' '));
    if (definition !== undefined) return definition;
  }
  return null;
}
