/** The cmdlets as scripts use them, with a real service behind: what is read, what is changed, and what holds at the next AUTH. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeHouse } from '../../../test/fixtures/exchange-house.ts';
import { request } from '../../../test/fixtures/house-with-application.ts';
import { cmdlets } from './cmdlets.ts';

test('Set-CASMailbox and Set-TransportConfig decide the next sign-in: mailbox before organization, null inherits', async (t) => {
  const { value, signIn } = await exchangeHouse(t);
  const set = (SmtpClientAuthenticationDisabled: boolean | null) =>
    value('Set-CASMailbox', { Identity: 'a@x.example', SmtpClientAuthenticationDisabled });
  const shown = async (name: string) =>
    (await value(name, { identity: 'A@x.example' }))[0]?.['SmtpClientAuthenticationDisabled'];
  assert.match(await signIn(), /disabled for the Tenant/);
  assert.equal((await value('Get-TransportConfig'))[0]?.['SmtpClientAuthenticationDisabled'], true);
  await set(false);
  assert.match(await signIn(), /^235/);
  await value('Set-TransportConfig', { SmtpClientAuthenticationDisabled: false });
  await set(true);
  assert.match(await signIn(), /disabled for the Mailbox/);
  assert.equal(await shown('get-exocasmailbox'), true);
  await set(null);
  assert.equal(await shown('Get-CASMailbox'), null);
  assert.match(await signIn(), /^235/);
});

test('an authentication policy decides the next sign-in, of a user before that of the organization', async (t) => {
  const { value, signIn, fault } = await exchangeHouse(t);
  await value('Set-TransportConfig', { SmtpClientAuthenticationDisabled: false });
  await value('New-AuthenticationPolicy', { Name: 'Block' });
  await value('Set-User', { Identity: 'a@x.example', AuthenticationPolicy: 'Block' });
  assert.match(await signIn(), /basic authentication is disabled/);
  await value('Set-AuthenticationPolicy', { Identity: 'block', AllowBasicAuthSmtp: true });
  assert.match(await signIn(), /^235/);
  await value('Set-AuthenticationPolicy', { Identity: 'Block', AllowBasicAuthSmtp: false });
  assert.match(await fault('Remove-AuthenticationPolicy', { Identity: 'Block' }), /^409 .*of a@x\.example; give them/);
  await value('Set-User', { Identity: 'a@x.example', AuthenticationPolicy: null });
  await value('Set-OrganizationConfig', { DefaultAuthenticationPolicy: 'Block' });
  assert.match(await signIn(), /basic authentication is disabled/);
  assert.equal((await value('Get-OrganizationConfig'))[0]?.['DefaultAuthenticationPolicy'], 'Block');
  assert.match(await fault('Remove-AuthenticationPolicy', { Identity: 'Block' }), /^409 .*default/);
  await value('Set-OrganizationConfig', { DefaultAuthenticationPolicy: null });
  await value('Remove-AuthenticationPolicy', { Identity: 'Block', Confirm: false });
  assert.deepEqual([...(await value('Get-AuthenticationPolicy'))], []);
  assert.match(await signIn(), /^235/);
});

test('Set-User takes back the tokens from before a moment', async (t) => {
  const { value, service, fault } = await exchangeHouse(t);
  await value('Set-User', { Identity: 'a@x.example', StsRefreshTokensValidFrom: '11/24/2026 10:00 AM' });
  const facts = await service.store.directory.signInFacts('a@x.example');
  assert.equal(facts?.userSettings.tokensValidFrom.value, Date.parse('2026-11-24T10:00:00Z'));
  const [user] = await value('Get-User', { Identity: 'a@x.example' });
  assert.equal(user?.['StsRefreshTokensValidFrom'], '2026-11-24T10:00:00.000Z');
  assert.match(await fault('Set-User', { Identity: 'a@x.example', StsRefreshTokensValidFrom: 'now' }), /^400 .*a time/);
});

test('permissions on mailboxes are what their cmdlets make them', async (t) => {
  const { value, fault, application } = await exchangeHouse(t);
  const grant = { Identity: 'a@x.example', Trustee: 'b@x.example', AccessRights: 'SendAs', Confirm: false };
  await value('Add-RecipientPermission', grant);
  assert.match((await value('Add-RecipientPermission', grant)).warnings.join(), /there already/);
  const [row, second] = await value('Get-RecipientPermission', { Identity: 'a@x.example' });
  assert.deepEqual([row?.['Trustee'], row?.['AccessRights'], second], ['b@x.example', ['SendAs'], undefined]);
  assert.match(await fault('Get-RecipientPermission', { Identity: 'a@x.example', Trustee: 'nobody' }), /^404/);
  const other = { Identity: 'a@x.example', Trustee: 'c@x.example' };
  assert.deepEqual([...(await value('Get-RecipientPermission', other))], []);
  await value('Remove-RecipientPermission', grant);
  assert.deepEqual([...(await value('Get-RecipientPermission', { Identity: 'a@x.example' }))], []);
  assert.match((await value('Remove-RecipientPermission', grant)).warnings.join(), /was not there/);
  for (const AccessRights of [[], '', ',', 'Own', ['SendAs', 'Own']])
    assert.match(await fault('Add-RecipientPermission', { ...grant, AccessRights }), /^400 .*AccessRights/);
  const told = { AppId: application.appId, ObjectId: application.id, DisplayName: 'scan' };
  await value('New-ServicePrincipal', told);
  await value('Add-MailboxPermission', { Identity: 'a@x.example', User: 'SCAN', AccessRights: ['FullAccess'] });
  const [permission] = await value('Get-MailboxPermission', { Identity: 'a@x.example' });
  assert.deepEqual([permission?.['User'], permission?.['AccessRights']], ['scan', ['FullAccess']]);
});

test('a service principal is told with its ids, as ObjectId or as ServiceId, named, and forgotten', async (t) => {
  const { value, fault, application, tenant, service } = await exchangeHouse(t);
  const AppId = application.appId;
  await value('New-ServicePrincipal', { AppId, ServiceId: application.id });
  const [first] = await value('Get-ServicePrincipal', { Identity: AppId });
  assert.deepEqual([first?.['ObjectId'], first?.['DisplayName']], [application.id, AppId]);
  assert.match(
    await fault('New-ServicePrincipal', { AppId, ObjectId: application.id }),
    /^409 \|Microsoft\.Exchange\.Data\.Directory\.ADObjectAlreadyExistsException\|/,
  );
  await value('Set-ServicePrincipal', { Identity: AppId, DisplayName: 'Scanner' });
  assert.equal((await value('Get-ServicePrincipal', { Identity: 'scanner' }))[0]?.['AppId'], AppId);
  const [entry] = await service.store.auditLog.list({
    tenantId: tenant.id,
    action: 'exchange-service-principal.update',
    limit: 1,
  });
  assert.equal(entry?.changes[0]?.after, 'Scanner');
  await value('Remove-ServicePrincipal', { Identity: application.id, Confirm: false });
  assert.deepEqual([...(await value('Get-ServicePrincipal'))], []);
  for (const given of [
    { AppId },
    { AppId, ObjectId: '' },
    { AppId, ObjectId: 'x' },
    { AppId, ObjectId: AppId, DisplayName: 'x'.repeat(257) },
  ])
    assert.match(await fault('New-ServicePrincipal', given), /^400 .*(ObjectId|DisplayName)/);
});

test('limits of a mailbox and of the organization are read and set in the words of Exchange', async (t) => {
  const { value, fault, service } = await exchangeHouse(t);
  const [mailbox] = await value('Get-Mailbox', { Identity: 'a@x.example' });
  assert.deepEqual([mailbox?.['MaxSendSize'], mailbox?.['RecipientLimits']], ['35 MB (36,700,160 bytes)', '500']);
  await value('Set-Mailbox', { Identity: 'a@x.example', MaxSendSize: '20MB', RecipientLimits: 7 });
  const facts = await service.store.directory.signInFacts('a@x.example');
  assert.equal(facts?.userSettings.messageSizeBytes.value, 20 * 1024 * 1024);
  assert.equal(facts?.userSettings.recipientsPerMessage.value, 7);
  await value('Set-Mailbox', { Identity: 'a@x.example', MaxSendSize: null, RecipientLimits: 'Unlimited' });
  await value('Set-TransportConfig', { MaxRecipientEnvelopeLimit: 'Unlimited', AllowLegacyTLSClients: true });
  const [transport] = await value('Get-TransportConfig');
  assert.deepEqual([transport?.['MaxRecipientEnvelopeLimit'], transport?.['AllowLegacyTLSClients']], ['1000', true]);
  assert.equal((await value('Get-Mailbox', { Identity: 'a@x.example' }))[0]?.['RecipientLimits'], '1000');
  const identity = { Identity: 'a@x.example' };
  assert.match(await fault('Set-Mailbox', { ...identity, MaxSendSize: '151MB' }), /^400 .*up to 150 MB/);
  assert.match(await fault('Set-Mailbox', { ...identity, RecipientLimits: 0 }), /^400 .*from 1 to 1000/);
});

test('what Exchange has and Postern has not is refused with the reason', async (t) => {
  const { fault } = await exchangeHouse(t);
  assert.match(await fault('Set-OrganizationConfig', { RejectDirectSend: true }), /^400 .*only from those who sign in/);
  assert.match(await fault('Set-CASMailbox', { Identity: 'a@x.example', popenabled: false }), /^400 .*'PopEnabled'/);
});

test('a list is filtered, and a filter for false misses those that inherit', async (t) => {
  const { value, fault } = await exchangeHouse(t);
  await value('Set-CASMailbox', { Identity: 'b@x.example', SmtpClientAuthenticationDisabled: false });
  const names = async (Filter: string, pageSize?: number) =>
    (await value('Get-CASMailbox', { Filter, ResultSize: 'Unlimited' }, pageSize)).map((row) => row['DisplayName']);
  assert.deepEqual(await names('SmtpClientAuthenticationDisabled -eq $false'), ['b']);
  assert.deepEqual(await names("DisplayName -like 'a*' -or (DisplayName -eq 'c')", 1), ['a', 'c']);
  assert.match(await fault('Get-CASMailbox', { Filter: "Name like 'x'" }), /^400 .*'like' is no operator/);
  assert.match(await fault('Get-CASMailbox', { Filter: "Colour -eq 'red'" }), /^400 .*'Colour' is no property/);
  assert.deepEqual(
    (await value('Get-Recipient', { Anr: 'C@' })).map((row) => row['Alias']),
    ['c'],
  );
  assert.deepEqual([...(await value('Get-Mailbox', { RecipientTypeDetails: 'SharedMailbox' }))], []);
  assert.equal((await value('Get-AcceptedDomain'))[0]?.['DomainName'], 'x.example');
});

test('a page of a large tenant is found by a filter far down the list', async (t) => {
  const { value, administration, tenant } = await exchangeHouse(t);
  for (let n = 0; n < 300; n += 1) {
    const userPrincipalName = `m${String(n).padStart(3, '0')}@x.example`;
    await administration.users.add(request, { tenantId: tenant.id, userPrincipalName, verifiers: null });
  }
  const found = await value('Get-Mailbox', { Filter: "DisplayName -like 'm29*'" }, 4);
  assert.equal(found.length, 10);
  assert.equal((await value('Get-Mailbox', {}, 100)).length, 303);
});

test('every cmdlet is called as PowerShell would call it, and no two have one name', () => {
  const names = cmdlets.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^(Get|Set|New|Add|Remove|Test)-[A-Z]\w+$/);
});
