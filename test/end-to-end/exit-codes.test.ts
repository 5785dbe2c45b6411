/** How each command ends, whatever the command: the codes of `exitCodes`, and nothing on standard output of an error. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { CommandDefinition } from '../../src/cli/command-definition.ts';
import { commands } from '../../src/cli/commands.ts';
import { runCli } from '../../src/cli/main.ts';
import { exitCodes } from '../../src/cli/output.ts';
import { startSandbox } from './start-sandbox.ts';
import { wordsOf } from './words-of.ts';

/** Commands that ask no running service first. */
const withoutService: Readonly<Record<string, string>> = {
  explain: 'needs nothing',
  doctor: 'asks a mail server',
  undo: 'looks first for what was fixed from here',
  restore: 'needs a directory',
  login: 'asks a service elsewhere',
  logout: 'is about a file',
  'application certificate-add': 'reads a file first',
};

async function emptyDirectory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'postern-exit-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Runs in this process, where sixty commands take seconds. */
async function run(t: TestContext, parameters: readonly string[]): Promise<{ exitCode: number; stderr: string }> {
  let stderr = '';
  const { mock } = t.mock.method(process.stderr, 'write', (chunk: unknown) => {
    stderr += String(chunk);
    return true;
  });
  const exitCode = await runCli(parameters, { sandbox: async () => -1, serve: async () => -1 });
  mock.restore();
  assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
  return { exitCode, stderr };
}

const asking = commands.filter(({ path, run: does }) => does !== undefined && !(path in withoutService));

function exampleOf({ examples: [example = ''] }: CommandDefinition): string[] {
  return wordsOf(example).slice(1);
}

test('every command ends with 2 and says where to look, when it is typed wrongly', async (t) => {
  for (const { path, arguments: takes = [] } of commands) {
    const words = path.split(' ');
    const option = await run(t, [...words, '--nonsense']);
    assert.equal(option.exitCode, exitCodes.usage, path);
    assert.match(option.stderr, /^postern: .*\n/, path);
    assert.ok(option.stderr.includes(`(postern ${path} --help says what there is)`), option.stderr);
    if (takes.some(([name]) => name.startsWith('<'))) {
      const missing = await run(t, words);
      assert.equal(missing.exitCode, exitCodes.usage, path);
      assert.match(missing.stderr, /missing required argument|required option/, path);
    }
  }
});

test('every command that asks a service ends with 69 where none runs, and says how to start one', async (t) => {
  const data = await emptyDirectory(t);
  for (const command of asking) {
    const { exitCode, stderr } = await run(t, [...exampleOf(command), '--data', data]);
    assert.equal(exitCode, exitCodes.unreachable, `${command.path}: ${stderr}`);
    assert.match(stderr, /^postern: no service is running on .*start it with/, command.path);
  }
});

test('every command ends with 3 where what it names is not there', async (t) => {
  const { dataDirectory } = await startSandbox(t);
  const strangers = (word: string) => word.replaceAll(/(fabrikam|contoso|wingtip)\.example/g, 'nowhere.example');
  const naming = asking.filter(({ path }) => !namesNothing.test(path));
  assert.ok(naming.length > 30);
  for (const command of naming) {
    const parameters = exampleOf(command).map(strangers);
    const { exitCode, stderr } = await run(t, [...parameters, '--data', dataDirectory]);
    assert.equal(exitCode, exitCodes.notFound, `${parameters.join(' ')}: ${stderr}`);
    assert.match(stderr, /^postern: there is no |^postern: no /, command.path);
  }
});

/** Their first example is about the whole service, or makes what it names. */
const namesNothing =
  /^(tenant (add|list)|backup|health|limits|setup|watch|events|overview|whoami|config show|connector list|message list|queue list|user list|sign-in (list|export))$/;
