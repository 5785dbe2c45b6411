/** The grammar and the help: every command in the file of its name, every command and group with what it is for and an example. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Command } from 'commander';
import { commands } from './commands.ts';
import { groups } from './groups.ts';
import { exitCodes } from './output.ts';
import { programOf } from './program.ts';

/** What `--help` shows, on lines that are not broken. */
function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 10_000 });
  command.outputHelp();
  return help;
}

function find(program: Command, path: string): Command {
  return path.split(' ').reduce((parent, word) => {
    const found = parent.commands.find((each) => each.name() === word);
    assert.ok(found, path);
    return found;
  }, program);
}

test('a command is in the file of its name', () => {
  const files = readdirSync(join(import.meta.dirname, 'commands')).toSorted();
  assert.deepEqual(files, commands.map(({ path }) => `${path.replaceAll(' ', '-')}.ts`).toSorted());
});

test('every command says what it is for, with its options and examples of itself', () => {
  const program = programOf(commands, async () => undefined);
  for (const { path, summary, examples, options = [], isRaw = false, run } of commands) {
    const help = helpOf(find(program, path));
    assert.ok(help.includes(`\n\n${summary}\n\n`), path);
    assert.ok(examples.length > 0, path);
    for (const example of examples) {
      assert.ok(example.startsWith(`postern ${path}`), example);
      assert.ok(help.includes(`\n  ${example}`), example);
    }
    for (const { flags, meaning } of options) assert.ok(help.includes(`${flags} `) && help.includes(meaning), flags);
    assert.equal(help.includes('--json'), !isRaw, path);
    assert.equal(help.includes('--server'), run !== undefined, path);
  }
});

test('every group says what it is for, with an example', () => {
  const program = programOf(commands, async () => undefined);
  const names = commands.flatMap(({ path }) => (path.includes(' ') ? [path.slice(0, path.lastIndexOf(' '))] : []));
  assert.deepEqual(Object.keys(groups).toSorted(), [...new Set(names)].toSorted());
  for (const [name, meaning] of Object.entries(groups)) {
    const help = helpOf(find(program, name));
    assert.ok(help.includes(`\n\n${meaning}\n\n`), name);
    assert.match(help, new RegExp(`\nExample:\n  postern ${name} `), name);
  }
});

test('the help of all has the exit codes', () => {
  const help = helpOf(programOf(commands, async () => undefined));
  for (const code of Object.values(exitCodes)) assert.match(help, new RegExp(`\n +${code}  [a-z]`));
});
