/** A policy in older words means afterwards what it meant before; so does the way back to one. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { wholePolicy } from '../../directory/conditional-access-policy.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../sqlite/database.ts';
import { initial } from './0001-initial.ts';
import { controlPlane } from './0002-control-plane.ts';
import { policiesAndApplications } from './0007-policies-and-applications.ts';

test('older policies, and their images in the audit log, are put into the whole shape', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'postern-migrate-'));
  const database = openDatabase(join(directory, 'postern.db'));
  t.after(async () => {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });
  await migrate(database, { 1: initial, 2: controlPlane });
  const common = { state: 'enabled', excludedUsers: ['a@x.example'] } as const;
  const older = [
    { name: 'Everywhere', ...common, blockedRanges: [], excludedRanges: ['192.0.2.0/24'] },
    { name: 'There', ...common, blockedRanges: ['198.51.100.0/24'], excludedRanges: [] },
  ];
  const value = JSON.stringify(older);
  await database.query(`INSERT INTO setting VALUES ('tenant', 't', 'conditionalAccessPolicies', ?, 'ann', 1)`, value);
  await database.query(`INSERT INTO setting VALUES ('tenant', 't', 'smtpAuth', '"on"', 'ann', 1)`);
  await database.query(
    `INSERT INTO audit_entry (id, at, actor_id, actor_name, target_id, target_name, action, address, correlation_id, head)
     VALUES ('e', 1, '', '', '', '', 'settings.change', '', '', '{}')`,
  );
  const image = JSON.stringify({ scope: 'tenant', scope_id: 't', name: 'conditionalAccessPolicies', value });
  await database.query(`INSERT INTO audit_image VALUES (1, 'setting', '[]', NULL, ?)`, image);

  await migrate(database, { 1: initial, 2: controlPlane, 7: policiesAndApplications });

  const [row] = await database.query(`SELECT value FROM setting WHERE name = 'conditionalAccessPolicies'`);
  const policies = JSON.parse(String(row?.['value'])) as { id: string }[];
  assert.deepEqual(
    policies,
    older.map((policy, index) => wholePolicy({ ...policy, id: policies[index]?.id ?? '' })),
  );
  assert.ok(policies.every(({ id }) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)));
  const [after] = await database.query(`SELECT after ->> 'value' AS value FROM audit_image`);
  assert.deepEqual(JSON.parse(String(after?.['value'])), policies);
  const [other] = await database.query(`SELECT value FROM setting WHERE name = 'smtpAuth'`);
  assert.equal(other?.['value'], '"on"');
});
