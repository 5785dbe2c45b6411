/** A gateway that sends mail is set up as its administrator's script does it: through Graph and InvokeCommand alone, to the accepted message. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseWithApplication, request } from '../fixtures/house-with-application.ts';
import { base64, secure } from './smtp-dialogue.ts';

const mailbox = 'scanner@x.example';
const graph = 'https://graph.microsoft.com';
const exchange = 'https://outlook.office365.com';

interface Thing {
  readonly id: string;
  readonly appId: string;
  readonly secretText: string;
  readonly appRoles: readonly { readonly id: string; readonly value: string }[];
}

test('application, secret, service principal, SMTP.SendAsApp, New-ServicePrincipal, Add-MailboxPermission: and it sends', async (t) => {
  const { service, tenant, principal, administration, tokenFor } = await houseWithApplication(t, [
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'User.ReadWrite.All',
    'Exchange.ManageAsApp',
  ]);
  // Who runs the script is there before: an application that administers Exchange.
  await administration.roles.assign(
    request,
    { tenantId: tenant.id, principalId: principal.id, role: 'exchange-administrator' },
    { kind: 'service-principal', id: principal.id, name: 'set-up' },
  );
  const call = async (resource: string, method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${service.httpUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${await tokenFor(resource)}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const post = async (path: string, body: object) => (await call(graph, 'POST', `/v1.0${path}`, body)) as Thing;
  const first = async (path: string) =>
    ((await call(graph, 'GET', `/v1.0${path}`)) as { readonly value: readonly Thing[] }).value[0];
  const invoke = (CmdletName: string, Parameters: object) =>
    call(exchange, 'POST', `/adminapi/beta/${tenant.id}/InvokeCommand`, { CmdletInput: { CmdletName, Parameters } });

  await post('/users', {
    accountEnabled: true,
    displayName: 'Scanner',
    mailNickname: 'scanner',
    userPrincipalName: mailbox,
    passwordProfile: { password: 'Nobody-types-this-1' },
  });
  await invoke('Set-TransportConfig', { SmtpClientAuthenticationDisabled: false });

  const application = await post('/applications', { displayName: 'Mail gateway', signInAudience: 'AzureADMyOrg' });
  const { secretText } = await post(`/applications/${application.id}/addPassword`, {
    passwordCredential: { displayName: 'gateway' },
  });
  const enterprise = await post('/servicePrincipals', { appId: application.appId });
  const online = await first("/servicePrincipals?$filter=displayName eq 'Office 365 Exchange Online'");
  const sendAsApp = online?.appRoles.find(({ value }) => value === 'SMTP.SendAsApp');
  await post(`/servicePrincipals/${enterprise.id}/appRoleAssignments`, {
    principalId: enterprise.id,
    resourceId: online?.id,
    appRoleId: sendAsApp?.id,
  });

  const tokenOfGateway = async (): Promise<string> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application.appId,
      client_secret: secretText,
      scope: `${exchange}/.default`,
    });
    const response = await fetch(`${service.httpUrl}/${tenant.id}/oauth2/v2.0/token`, { method: 'POST', body });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  /** The reply to AUTH where it refuses, else that to the message. */
  const send = async (): Promise<string> => {
    const smtp = await secure(service.listeners[0]?.port ?? 0);
    const said = await smtp.say(
      `AUTH XOAUTH2 ${base64(`user=${mailbox}\u0001auth=Bearer ${await tokenOfGateway()}\u0001\u0001`)}`,
    );
    if (!said.startsWith('235')) return said;
    for (const line of [`MAIL FROM:<${mailbox}>`, 'RCPT TO:<bob@contoso.example>', 'DATA']) await smtp.say(line);
    const reply = await smtp.say(`From: <${mailbox}>\r\nTo: <bob@contoso.example>\r\nSubject: page 1\r\n\r\none\r\n.`);
    smtp.close();
    return reply;
  };

  assert.match(await send(), /^535 5\.7\.3/);
  // The id of the registration, which is the usual mistake (M365 §7): Exchange takes it, and no token is good.
  await invoke('New-ServicePrincipal', { AppId: application.appId, ObjectId: application.id });
  assert.match(await send(), /^535 5\.7\.3/);
  await invoke('Remove-ServicePrincipal', { Identity: application.appId });
  await invoke('New-ServicePrincipal', { AppId: application.appId, ObjectId: enterprise.id });
  // Without FullAccess it may sign in, and the mailbox does not open.
  assert.match(await send(), /^430 4\.2\.0 STOREDRV; mailbox logon failure/);
  await invoke('Add-MailboxPermission', { Identity: mailbox, User: enterprise.id, AccessRights: 'FullAccess' });

  assert.match(await send(), /^250 2\.0\.0 OK/);

  // Taking the role back ends it, at the next token.
  const given = await first(`/servicePrincipals(appId='${application.appId}')/appRoleAssignments`);
  await call(graph, 'DELETE', `/v1.0/servicePrincipals/${enterprise.id}/appRoleAssignments/${given?.id ?? ''}`);
  assert.match(await send(), /^535 5\.7\.3/);
});
