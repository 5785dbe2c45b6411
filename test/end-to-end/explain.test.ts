/** `postern explain`: from an argument, a file or standard input, to a person or to a program. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const program = join(import.meta.dirname, '../../bin/postern');

function postern(input: string, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'explain', ...parameters], {
    input,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C', LC_ALL: '', LC_MESSAGES: '' },
  });
  return { status, stdout, stderr };
}

const reply =
  "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.";

test('an argument and standard input are explained alike, with evidence, steps and what each weakens', () => {
  const given = postern('', reply);
  assert.equal(given.status, 0);
  for (const said of [
    /security-defaults, certain/,
    /"organization's security defaults policy"/,
    /OAuth/,
    /Weakens: Every user/,
  ])
    assert.match(given.stdout, said);
  assert.equal(postern(reply).stdout, given.stdout);
});

test('in Russian no English word of ours is left', () => {
  const { stdout } = postern(reply, '--lang', 'ru');
  assert.match(stdout, /^Вход по паролю запрещают параметры безопасности по умолчанию/);
  assert.match(stdout, /Ослабляет: /);
  assert.doesNotMatch(stdout, /Weakens|What to do|It says/);
});

test('JSON lines in, JSON lines out, in their order; a bad line is named', () => {
  const lines = [
    { id: 'a', text: reply },
    { id: 'b', text: 'connect ECONNREFUSED 192.0.2.1:587' },
  ];
  const { stdout, status } = postern(lines.map((line) => JSON.stringify(line)).join('\n'), '--jsonl');
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; cause: string; evidence: string[] });
  assert.equal(status, 0);
  assert.deepEqual(
    answers.map(({ id, cause }) => [id, cause]),
    [
      ['a', 'security-defaults'],
      ['b', 'connection-refused'],
    ],
  );
  assert.deepEqual(answers[1]?.evidence, ['ECONNREFUSED']);
  const bad = postern(`${JSON.stringify(lines[0])}\n{"id": 1}`, '--jsonl');
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /line 2 is no JSON object with "id" and "text"/);
});

test('of another provider’s server nothing is advised that weakens a tenant', () => {
  const { stdout } = postern('smtp.gmail.com:587: the server offers TLSv1.0 only, unsupported protocol');
  assert.match(stdout, /tls-too-old/);
  assert.doesNotMatch(stdout, /Weakens/);
});

test('an empty text is asked for; fields that are not known are passed over', () => {
  for (const parameters of [[], ['--jsonl']]) {
    const { status, stderr } = postern(' \n', ...parameters);
    assert.equal(status, 2);
    assert.match(stderr, /the text is empty; paste the error/);
  }
  const { stdout } = postern('\uFEFF{"id":7,"text":"connect ECONNREFUSED","more":{"of":"it"}}\r\n\r\n', '--jsonl');
  assert.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: number }).id),
    [7],
  );
});

test('a file that cannot be read is named', () => {
  const { status, stderr } = postern('', '--file', '/no/such/file');
  assert.equal(status, 2);
  assert.match(stderr, /\/no\/such\/file cannot be read/);
});
