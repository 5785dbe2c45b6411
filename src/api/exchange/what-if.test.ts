/** `-WhatIf`: every cmdlet that writes, tried first, and then done; the file of the database shows the difference. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { exchangeHouse } from '../../../test/fixtures/exchange-house.ts';
import { cmdlets } from './cmdlets.ts';

const AppId = '71487acd-ec93-476d-bd0e-6c8b31831053';
const Identity = 'a@x.example';
const grant = { Identity, Trustee: 'b@x.example', AccessRights: 'SendAs' };
const access = { Identity, User: 'b@x.example', AccessRights: 'FullAccess' };

/** In this order each finds what those before it made. `policy` is the id of the access policy. */
const writes: readonly (readonly [name: string, parameters: (policy: string) => object])[] = [
  ['Set-CASMailbox', () => ({ Identity, SmtpClientAuthenticationDisabled: false })],
  ['Set-TransportConfig', () => ({ SmtpClientAuthenticationDisabled: false })],
  ['Set-OrganizationConfig', () => ({ SendFromAliasEnabled: true })],
  ['New-AuthenticationPolicy', () => ({ Name: 'Block' })],
  ['Set-AuthenticationPolicy', () => ({ Identity: 'Block', AllowBasicAuthSmtp: true })],
  ['Remove-AuthenticationPolicy', () => ({ Identity: 'Block' })],
  ['Set-User', () => ({ Identity, StsRefreshTokensValidFrom: '2026-11-24T10:00:00Z' })],
  ['Set-Mailbox', () => ({ Identity, RecipientLimits: 7 })],
  ['Add-RecipientPermission', () => grant],
  ['Remove-RecipientPermission', () => grant],
  ['Add-MailboxPermission', () => access],
  ['Remove-MailboxPermission', () => access],
  ['New-ServicePrincipal', () => ({ AppId, ObjectId: '6233fba6-0198-4277-892f-9275bf728bcc' })],
  ['Set-ServicePrincipal', () => ({ Identity: AppId, DisplayName: 'another' })],
  ['Remove-ServicePrincipal', () => ({ Identity: AppId })],
  ['New-ApplicationAccessPolicy', () => ({ AppId, PolicyScopeGroupId: Identity, AccessRight: 'DenyAccess' })],
  ['Set-ApplicationAccessPolicy', (policy) => ({ Identity: policy, Description: 'another' })],
  ['Remove-ApplicationAccessPolicy', (policy) => ({ Identity: policy })],
];

/** All rows of all tables but the log of sign-ins, which a token leaves a record in. */
function contentOf(dataDirectory: string): string {
  using database = new DatabaseSync(join(dataDirectory, 'postern.db'), { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  return JSON.stringify(
    tables
      .map(({ name }) => String(name))
      .filter((name) => !/^(?:sign_in|refusal|sqlite_)/.test(name))
      .map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]),
  );
}

test('every cmdlet that writes changes nothing when it is only tried, and does when it is not', async (t) => {
  const { value, dataDirectory } = await exchangeHouse(t);
  const writing = cmdlets.map(({ name }) => name).filter((name) => !/^(?:Get|Test)-/.test(name));
  assert.deepEqual(writes.map(([name]) => name).toSorted(), writing.toSorted(), 'a cmdlet is not tried here');
  let policy = '';
  for (const [name, parametersOf] of writes) {
    const parameters = { ...parametersOf(policy), Confirm: false };
    const before = contentOf(dataDirectory);
    const tried = await value(name, { ...parameters, WhatIf: true });
    assert.match(tried.warnings.join(), /^What if: /, name);
    assert.equal(tried.length, 0, name);
    assert.equal(contentOf(dataDirectory), before, `${name} -WhatIf has written`);
    const done = await value(name, parameters);
    assert.notEqual(contentOf(dataDirectory), before, `${name} has written nothing`);
    if (name === 'New-ApplicationAccessPolicy') policy = String(done[0]?.['Identity']);
  }
});

test('what stands in the way is met when it is tried, as it would be when it is done', async (t) => {
  const { value, fault } = await exchangeHouse(t);
  await value('New-AuthenticationPolicy', { Name: 'Block' });
  const ids = { AppId, ObjectId: '6233fba6-0198-4277-892f-9275bf728bcc' };
  await value('New-ServicePrincipal', ids);
  for (const [name, parameters] of [
    ['New-AuthenticationPolicy', { Name: 'block' }],
    ['New-ServicePrincipal', ids],
    ['Set-CASMailbox', { Identity: 'nobody@x.example', SmtpClientAuthenticationDisabled: true }],
  ] as const) {
    const tried = await fault(name, { ...parameters, WhatIf: true });
    assert.match(tried, /^4\d\d /, name);
    assert.equal(tried, await fault(name, parameters), name);
  }
});
