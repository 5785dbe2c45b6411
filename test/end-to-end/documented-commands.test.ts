/** Every command line that the documentation, the doctor and the texts name is one that the grammar takes. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CommanderError } from 'commander';
import { commands } from '../../src/cli/commands.ts';
import { programOf } from '../../src/cli/program.ts';
import { wordsOf } from './words-of.ts';

const root = join(import.meta.dirname, '../..');

function below(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

const files = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  ...below('docs', '.md'),
  ...below('src/doctor', '.ts'),
  ...below('locales', '.json'),
];

interface Line {
  readonly words: readonly string[];
  /** A command that is named in a sentence need not be whole. */
  readonly isNamed: boolean;
}

/** Lines of code blocks, and what stands in backquotes or quotes. */
function linesOf(written: string): Line[] {
  // Lines that go on, and options in brackets.
  const text = written.replaceAll(/\\\n\s*/g, '').replaceAll(/\[(--[^\]]*)\]/g, '$1');
  let isFenced = false;
  const blocks = text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) isFenced = !isFenced;
    const [, command] = /^(?:\$ )?(?:bin\/)?postern ([a-z].*)$/.exec(isFenced ? line : line.replace(/^ {4}/, '')) ?? [];
    const isCode = isFenced || line.startsWith('    ');
    return command === undefined || !isCode ? [] : [{ words: wordsOf(command.replace(/\s+#.*$/, '')), isNamed: false }];
  });
  const named = [...text.matchAll(/[`'"](?:bin\/)?postern ([a-z][^`'"\n]*)[`'"]/g)].flatMap((match) =>
    alternatives(match[1] ?? ''),
  );
  return [...blocks, ...named];
}

/** `role list | assign` names two. */
function alternatives(line: string): Line[] {
  const [first = '', ...others] = line.split(' | ');
  if (!others.every((each) => /^[a-z-]+$/.test(each))) return [{ words: wordsOf(line), isNamed: true }];
  const group = first.split(' ').slice(0, -1).join(' ');
  return [first, ...others.map((other) => `${group} ${other}`)].map((each) => ({
    words: wordsOf(each),
    isNamed: true,
  }));
}

const tolerated = new Set([
  'commander.missingArgument',
  'commander.optionMissingArgument',
  'commander.missingMandatoryOptionValue',
  'commander.help',
]);

/** The line, and the commands that stand in it in words. */
function withWorded(line: Line): Line[] {
  const worded = line.words.filter((_, index) => line.words[index - 1] === '--change');
  return [line, ...worded.map((text) => ({ words: wordsOf(text), isNamed: false }))];
}

/** What is wrong with a line; null: nothing. */
async function faultOf({ words, isNamed }: Line): Promise<string | null> {
  const program = programOf(commands, async () => undefined);
  const quiet = (command: typeof program) => {
    command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    for (const child of command.commands) quiet(child);
  };
  quiet(program);
  try {
    await program.parseAsync(words, { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return isNamed && tolerated.has(error.code) ? null : error.message;
  }
}

test('every command line that is written down is one', async () => {
  let seen = 0;
  for (const file of files) {
    for (const line of linesOf(readFileSync(join(root, file), 'utf8')).flatMap(withWorded)) {
      assert.equal(await faultOf(line), null, `${file}: postern ${line.words.join(' ')}`);
      seen += 1;
    }
  }
  assert.ok(seen > 120, `${seen} lines`);
});

test('the check sees a command that is none, and one that lacks an option', async () => {
  const faults = linesOf('    postern mailbox sett x\n    postern security-defaults show\n`postern role lst`\n');
  assert.equal(faults.length, 3);
  for (const line of faults) assert.notEqual(await faultOf(line), null);
});
