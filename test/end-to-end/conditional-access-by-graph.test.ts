/** A Conditional Access policy that Graph changes decides the next AUTH: excluded by user, by place, by client, and by MFA. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { login, secure } from './smtp-dialogue.ts';
import { startSandbox } from './start-sandbox.ts';

const printer = 'printer@wingtip.example';
const path = '/v1.0/identity/conditionalAccess';

test('a printer is blocked, excluded, asked for MFA, and let in from a trusted place', async (t) => {
  const { httpUrl, applications, password, ports } = await startSandbox(t);
  const application = applications.find(({ domain }) => domain === 'wingtip.example');
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: application?.clientId ?? '',
    client_secret: application?.secret ?? '',
    scope: 'https://graph.microsoft.com/.default',
  });
  const response = await fetch(`${httpUrl}/wingtip.example/oauth2/v2.0/token`, { method: 'POST', body });
  const { access_token: token } = (await response.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = async <T>(method: string, target: string, asked?: object): Promise<T> => {
    const answer = await fetch(`${httpUrl}${target}`, {
      method,
      headers,
      ...(asked && { body: JSON.stringify(asked) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const signIn = async (): Promise<string> => {
    const smtp = await secure(ports['microsoft-365']);
    const reply = await login(smtp, printer, password);
    smtp.close();
    return reply;
  };
  const blocked = /the request did not meet the criteria/;
  assert.match(await signIn(), blocked);
  const { value } = await ask<{ value: { id: string; conditions: { users: { excludeUsers: string[] } } }[] }>(
    'GET',
    `${path}/policies`,
  );
  const [policy] = value;
  const excluded = policy?.conditions.users.excludeUsers ?? [];
  const { id } = await ask<{ id: string }>('GET', `/v1.0/users/${printer}`);
  const one = `${path}/policies/${policy?.id}`;
  await ask('PATCH', one, { conditions: { users: { excludeUsers: [...excluded, id] } } });
  assert.match(await signIn(), /^235/);
  await ask('PATCH', one, {
    conditions: { users: { excludeUsers: excluded }, clientAppTypes: ['all'] },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  });
  assert.match(await signIn(), blocked, 'a legacy client cannot do MFA');
  await ask('PATCH', one, { conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] } });
  assert.match(await signIn(), /^235/);
  const here = await ask<{ id: string }>('POST', `${path}/namedLocations`, {
    displayName: 'Here',
    isTrusted: true,
    ipRanges: [{ cidrAddress: '127.0.0.0/8' }, { cidrAddress: '::1/128' }],
  });
  await ask('PATCH', one, {
    conditions: { clientAppTypes: ['all'], locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
  });
  assert.match(await signIn(), /^235/);
  await ask('PATCH', `${path}/namedLocations/${here.id}`, { isTrusted: false });
  assert.match(await signIn(), blocked);
});
