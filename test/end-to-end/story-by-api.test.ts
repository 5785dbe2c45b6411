/** The origin article's three steps, done through Microsoft's own interfaces alone; each holds at the next AUTH. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { login, secure } from './smtp-dialogue.ts';
import { startSandbox } from './start-sandbox.ts';

const scanner = 'scanner@fabrikam.example';

test('refused three times, one control changed by Graph or InvokeCommand after each, then let in', async (t) => {
  const { httpUrl, applications, password, ports } = await startSandbox(t);
  const application = applications.find(({ domain }) => domain === 'fabrikam.example');
  const tokenFor = async (resource: string): Promise<string> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application?.clientId ?? '',
      client_secret: application?.secret ?? '',
      scope: `${resource}/.default`,
    });
    const response = await fetch(`${httpUrl}/fabrikam.example/oauth2/v2.0/token`, { method: 'POST', body });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const change = async (method: string, path: string, resource: string, body: object): Promise<void> => {
    const headers = { authorization: `Bearer ${await tokenFor(resource)}`, 'content-type': 'application/json' };
    const response = await fetch(`${httpUrl}${path}`, { method, headers, body: JSON.stringify(body) });
    assert.ok(response.ok, await response.text());
  };
  const signIn = async (): Promise<string> => {
    const smtp = await secure(ports['microsoft-365']);
    const reply = await login(smtp, scanner, password);
    smtp.close();
    return reply;
  };
  const graph = 'https://graph.microsoft.com';
  assert.match(await signIn(), /user is locked by your organization's security defaults policy/);
  await change('PATCH', '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy', graph, { isEnabled: false });
  assert.match(await signIn(), /the user credentials were incorrect/);
  await change('PATCH', `/beta/users/${scanner}/authentication/requirements`, graph, { perUserMfaState: 'disabled' });
  assert.match(await signIn(), /SmtpClientAuthentication is disabled for the Mailbox/);
  await change('POST', '/adminapi/beta/fabrikam.example/InvokeCommand', 'https://outlook.office365.com', {
    CmdletInput: {
      CmdletName: 'Set-CASMailbox',
      Parameters: { Identity: scanner, SmtpClientAuthenticationDisabled: false },
    },
  });
  assert.match(await signIn(), /^235/);
});
