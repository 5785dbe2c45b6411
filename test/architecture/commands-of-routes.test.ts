/** Whatever the admin API can do, a command asks it for. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { adminRoutes } from '../../src/api/admin/admin-routes.ts';
import type { Services } from '../../src/api/services.ts';
import { commands } from '../../src/cli/commands.ts';

const root = join(import.meta.dirname, '../../src/cli');

/** Paths that the command line puts together from two parts, by the end of each. */
const inParts = ['/settings', '/methods'];

/** What the doctor does inside the service for those who have no command line, by the command that does it on its own side. */
const doctorsCommands: Readonly<Record<string, string>> = {
  explainText: 'explain',
  examineUser: 'fix',
  testSignIn: 'fix',
  foresee: 'whatif',
  showReadiness: 'readiness',
  examineHost: 'doctor',
};

test('every route of the admin API is asked by a command', () => {
  const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n')
    // `/users/${upn}/password` as the contract has it, but for the name.
    .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '{}');
  const routes = adminRoutes({ administration: {} } as Services);
  assert.ok(routes.length > 60);
  for (const { contract } of routes) {
    if (contract.path.startsWith('/doctor/')) {
      const command = doctorsCommands[contract.operationId];
      assert.ok(
        commands.some(({ path }) => path === command),
        contract.operationId,
      );
      continue;
    }
    const path = contract.path.replaceAll(/\{\w+\}/g, '{}');
    const part = inParts.find((end) => path.endsWith(end));
    const asked = part === undefined ? [`'${path}'`, `\`${path}\``, `\`${path}{}\``] : [`{}${part}\``];
    assert.ok(
      asked.some((each) => source.includes(each)),
      `${contract.method} ${contract.path}`,
    );
  }
});
