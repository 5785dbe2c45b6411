/** The table of access, walked: every area with every role. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Access, type Area, accessTo, areas } from './access.ts';
import type { Actor } from './actor.ts';
import { type AdministratorRole, administratorRoles } from './administrator-role.ts';
import { type Permission, permissions } from './permission.ts';

const allAreas = Object.keys(areas) as Area[];
const allRoles = Object.keys(administratorRoles) as AdministratorRole[];
const everyPermission = Object.keys(permissions) as Permission[];

function user(roles: readonly AdministratorRole[], carried: readonly Permission[] = everyPermission): Actor {
  return { kind: 'user', id: 'u', name: 'u', tenantId: 't', roles, permissions: carried };
}

test('every action with every role: allowed where the table names the role, and nowhere else', () => {
  for (const area of allAreas) {
    for (const access of ['read', 'write'] as const satisfies readonly Access[]) {
      for (const role of allRoles) {
        const named = (areas[area][access].roles as readonly AdministratorRole[]).includes(role);
        const verdict = accessTo(area, access, user([role]), 't');
        assert.equal(verdict.kind === 'allowed', named, `${access} ${area} as ${role}: ${verdict.kind}`);
      }
      assert.notEqual(accessTo(area, access, user([]), 't').kind, 'allowed', `${access} ${area} with no role`);
      assert.notEqual(accessTo(area, access, user(allRoles, []), 't').kind, 'allowed', `${access} ${area}, bare token`);
    }
  }
});

test('no role reaches another tenant; a platform operator reaches tenants and the service, never mail or users', () => {
  for (const area of allAreas) {
    for (const access of ['read', 'write'] as const) {
      for (const role of allRoles) {
        const allowed = accessTo(area, access, user([role]), 'another').kind === 'allowed';
        assert.equal(
          allowed,
          role === 'platform-operator' && (area === 'tenant' || area === 'service'),
          `${access} ${area} of another tenant as ${role}`,
        );
      }
    }
  }
});

test('readers change nothing', () => {
  const readers: readonly AdministratorRole[] = ['global-reader', 'security-reader', 'reports-reader'];
  for (const area of allAreas) assert.notEqual(accessTo(area, 'write', user(readers), 't').kind, 'allowed', area);
});

test('an application needs a permission; where that says nothing of the area, a role too', () => {
  const application = (roles: readonly AdministratorRole[], ...carried: Permission[]): Actor => ({
    kind: 'application',
    id: 's',
    appId: 'a',
    name: 'a',
    tenantId: 't',
    roles,
    permissions: carried,
  });
  const write = (actor: Actor, area: Area) => accessTo(area, 'write', actor, 't').kind;
  assert.equal(write(application([], 'Policy.ReadWrite.SecurityDefaults'), 'security-defaults'), 'allowed');
  assert.equal(write(application([], 'Policy.ReadWrite.SecurityDefaults'), 'mailbox'), 'permission-missing');
  assert.equal(write(application([], 'Exchange.ManageAsApp'), 'mailbox'), 'role-missing');
  assert.equal(write(application(['exchange-administrator'], 'Exchange.ManageAsApp'), 'mailbox'), 'allowed');
  assert.equal(write(application(['exchange-administrator']), 'mailbox'), 'permission-missing');
});
