/** A person's token for SMTP.Send, got by MSAL's way, at the SMTP door: curl sends with it as that person, and as nobody else. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { PublicClientApplication } from '@azure/msal-node';
import { Browser } from '../fixtures/browser.ts';
import { houseOverTls } from '../fixtures/house-over-tls.ts';
import { request } from '../fixtures/house-with-people.ts';
import { atPages } from '../fixtures/person-at-pages.ts';

const run = promisify(execFile);

function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function personsToken(t: TestContext) {
  const house = await houseOverTls(t);
  const { addApplication, addUser, authorityOf, host, tenant, personOf } = house;
  await addUser('ann');
  const { application } = await addApplication({
    publicClient: true,
    delegatedPermissions: ['SMTP.Send', 'User.Read'],
  });
  const auth = { clientId: application.appId, authority: authorityOf(tenant.id), knownAuthorities: [host] };
  const client = new PublicClientApplication({ auth });
  const result = await client.acquireTokenByDeviceCode({
    scopes: ['https://outlook.office.com/SMTP.Send'],
    deviceCodeCallback: ({ userCode, verificationUri }) =>
      void atPages(new Browser(), `${verificationUri}?user_code=${userCode}`, personOf('ann@x.example')),
  });
  const account = result?.account;
  if (!account) throw new Error('MSAL answered no account');
  const graph = await client.acquireTokenSilent({ account, scopes: ['User.Read'] });
  return { ...house, token: result.accessToken, graphToken: graph.accessToken };
}

test('curl --oauth2-bearer sends as the person whose token it is', {
  skip: !hasCurl() && 'curl is not here',
}, async (t) => {
  const { token, graphToken, service, administration, tenant, addUser } = await personsToken(t);
  await addUser('bob');
  const send = (login: string, bearer: string) => {
    const sending = run('curl', [
      '-sS',
      '--ssl-reqd',
      '--cacert',
      service.caFile ?? '',
      '--max-time',
      '20',
      '--url',
      `smtp://localhost:${service.listeners[0]?.port}`,
      '--user',
      `${login}:`,
      '--oauth2-bearer',
      bearer,
      '--mail-from',
      login,
      '--mail-rcpt',
      'ann@y.example',
      '--upload-file',
      '-',
    ]);
    sending.child.stdin?.end(`From: ${login}\r\nSubject: by token\r\n\r\nhello\r\n`);
    return sending;
  };
  const lastReason = async () => {
    const [last] = await service.store.signInLog.list({ tenantId: null, limit: 1 });
    return last?.trace.find(({ gate }) => gate === 'token')?.because.key;
  };
  // SMTP AUTH must be on for the mailbox, whatever the token says (M365 §7).
  await assert.rejects(send('ann@x.example', token));
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  await send('ann@x.example', token);
  const kept = { tenantId: tenant.id, states: [], sentItemsOf: null, limit: 10 };
  assert.deepEqual(
    (await service.store.queue.list(kept)).map(({ envelope }) => envelope.reversePath),
    ['ann@x.example'],
  );
  await assert.rejects(send('bob@x.example', token));
  assert.equal(await lastReason(), 'gate.token.other-user.about');
  await assert.rejects(send('ann@x.example', graphToken));
  assert.equal(await lastReason(), 'gate.token.wrong-audience.about');
});
