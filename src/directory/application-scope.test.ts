/** Application access policies: who may use which mailbox. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApplicationAccessPolicy, isInScope } from './application-scope.ts';

const policy = (appId: string, accessRight: 'RestrictAccess' | 'DenyAccess', ...mailboxUserIds: string[]) =>
  ({ id: '', tenantId: 't', appId, mailboxUserIds, accessRight, description: '', createdAt: 0 }) as const;

test('a denial comes first, then what an application is restricted to, and without a policy every mailbox is open', () => {
  const restrict = policy('app', 'RestrictAccess', 'a');
  const deny = policy('app', 'DenyAccess', 'a');
  const rows: readonly [readonly ApplicationAccessPolicy[], string, string, boolean][] = [
    [[], 'app', 'a', true],
    [[restrict], 'app', 'a', true],
    [[restrict], 'APP', 'a', true],
    [[restrict], 'app', 'b', false],
    [[restrict], 'other', 'b', true],
    [[deny], 'app', 'a', false],
    [[deny], 'app', 'b', true],
    [[restrict, deny], 'app', 'a', false],
    [[restrict, policy('app', 'RestrictAccess', 'b')], 'app', 'b', true],
    [[restrict, policy('app', 'DenyAccess', 'b')], 'app', 'c', false],
    [[policy('*', 'DenyAccess', 'a')], 'any', 'a', false],
    [[policy('*', 'RestrictAccess', 'a'), policy('app', 'RestrictAccess', 'b')], 'app', 'b', true],
    // Whoever it was restricted to is gone: nobody is left.
    [[policy('app', 'RestrictAccess')], 'app', 'a', false],
  ];
  for (const [policies, appId, mailbox, may] of rows)
    assert.equal(isInScope(policies, appId, mailbox), may, JSON.stringify([policies, appId, mailbox]));
});
