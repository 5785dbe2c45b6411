/** Commands in scripts: one JSON value for `jq`, errors apart from results, no colours, and no noise where a reader stops reading. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands.ts';
import { startSandbox } from './start-sandbox.ts';

const program = join(import.meta.dirname, '../../bin/postern');

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A line of a shell in which `postern` is the command, with pipes that fail where any part of them does. */
function shell(line: string, dataDirectory: string): Promise<Ran> {
  return new Promise((resolve) => {
    const script = `set -o pipefail; postern() { "${process.execPath}" "${program}" "$@"; }; ${line}`;
    const env = { ...process.env, POSTERN_DATA: dataDirectory, FORCE_COLOR: '', LC_ALL: 'C' };
    const child = execFile('bash', ['-c', script], { env, timeout: 60_000 }, (_error, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
    child.stdin?.end();
  });
}

test('what lists and shows prints one JSON value, and a table without colours', async (t) => {
  const { dataDirectory } = await startSandbox(t);
  const lists = commands.filter(({ path }) => / list$|^health$|^config show$/.test(path));
  assert.ok(lists.length >= 13, `${lists.length} commands`);
  for (const { path, examples } of lists) {
    const line = examples[0] ?? '';
    const asJson = await shell(`${line} --json`, dataDirectory);
    assert.deepEqual([asJson.exitCode, asJson.stderr], [0, ''], path);
    assert.equal(typeof JSON.parse(asJson.stdout), 'object', path);
    const asTable = await shell(line, dataDirectory);
    assert.deepEqual([asTable.exitCode, asTable.stderr], [0, ''], path);
    assert.ok(!asTable.stdout.includes('\u001b'), path);
    assert.ok(asTable.stdout.endsWith('\n'), path);
  }
});

test('an export is JSON lines, each whole', async (t) => {
  const { dataDirectory } = await startSandbox(t);
  const { exitCode, stdout } = await shell('postern audit export', dataDirectory);
  assert.equal(exitCode, 0);
  const lines = stdout.trimEnd().split('\n');
  assert.ok(lines.length > 10);
  for (const line of lines) assert.equal(typeof (JSON.parse(line) as { id: unknown }).id, 'string');
});

test('an error is on standard error alone, in one line', async (t) => {
  const { dataDirectory } = await startSandbox(t);
  for (const line of ['postern user show nobody@nowhere.example --json', 'postern message list --limit many']) {
    const { exitCode, stdout, stderr } = await shell(line, dataDirectory);
    assert.notEqual(exitCode, 0, line);
    assert.equal(stdout, '', line);
    assert.match(stderr, /^postern: [^\n]+\n$/, line);
  }
});

test('a reader that stops reading makes no noise, of lists, exports and help', async (t) => {
  const { dataDirectory } = await startSandbox(t);
  for (const line of [
    'postern audit list | head -1',
    'postern audit export | head -1',
    'postern audit list --json | true',
    'postern --help | true',
    'postern user show nobody@nowhere.example 2>&1 | true',
    'postern nonsense 2>&1 | true',
  ]) {
    const { stderr, exitCode } = await shell(line, dataDirectory);
    assert.equal(stderr, '', line);
    if (!line.includes('2>&1')) assert.equal(exitCode, 0, line);
  }
});
