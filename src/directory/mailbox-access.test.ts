import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from './actor.ts';
import { type MailboxAccess, type MailboxFacts, mailboxAccess } from './mailbox-access.ts';
import type { Permission } from './permission.ts';

const mailbox: MailboxFacts = { tenantId: 't', userId: 'ann', fullAccess: ['ben'], inScope: true };

function person(id: string, ...permissions: Permission[]): Actor {
  return { kind: 'user', id, name: id, tenantId: 't', roles: ['global-administrator'], permissions };
}
function application(...permissions: Permission[]): Actor {
  return { kind: 'application', id: 'a', appId: 'a', name: 'a', tenantId: 't', roles: [], permissions };
}

const rows: readonly [string, MailboxAccess, Actor, Partial<MailboxFacts>, string][] = [
  ['the owner reads', 'read', person('ann', 'Mail.Read'), {}, 'allowed'],
  ['the owner writes', 'write', person('ann', 'Mail.ReadWrite'), {}, 'allowed'],
  ['reading is no writing', 'write', person('ann', 'Mail.Read'), {}, 'permission-missing'],
  ['writing is no sending', 'send', person('ann', 'Mail.ReadWrite'), {}, 'permission-missing'],
  ['basic reading is reading', 'read-basic', person('ann', 'Mail.ReadBasic'), {}, 'allowed'],
  ['but not of what is in it', 'read', person('ann', 'Mail.ReadBasic'), {}, 'permission-missing'],
  ['who reads all reads that too', 'read-basic', person('ann', 'Mail.Read'), {}, 'allowed'],
  ['basic reading stays with the mailbox', 'read-basic', person('cy', 'Mail.ReadBasic'), {}, 'not-theirs'],
  ['an application reads basically', 'read-basic', application('Mail.ReadBasic.All'), {}, 'allowed'],
  ['and in its scope', 'read-basic', application('Mail.ReadBasic.All'), { inScope: false }, 'out-of-scope'],
  ['FullAccess opens it', 'read', person('ben', 'Mail.Read'), {}, 'allowed'],
  ['a role does not', 'read', person('cy', 'Mail.Read'), {}, 'not-theirs'],
  ['whom one sends as is decided later', 'send', person('cy', 'Mail.Send'), {}, 'allowed'],
  ['an application reads every mailbox', 'read', application('Mail.Read'), {}, 'allowed'],
  ['but of its scope', 'read', application('Mail.Read'), { inScope: false }, 'out-of-scope'],
  ['with the permission', 'send', application('Mail.Read'), {}, 'permission-missing'],
  ['another tenant has none', 'read', application('Mail.Read'), { tenantId: 'other' }, 'invisible'],
  ['whatever the permission', 'read', person('ann'), { tenantId: 'other' }, 'invisible'],
  ['nor has the machine itself', 'read', { kind: 'local', id: 'l', name: 'l' }, {}, 'not-theirs'],
];

for (const [name, access, actor, facts, verdict] of rows)
  test(`mailbox access: ${name}`, () =>
    assert.equal(mailboxAccess(access, actor, { ...mailbox, ...facts }).kind, verdict));
