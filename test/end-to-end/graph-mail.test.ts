/** Mail through Graph, against a process that dies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../fixtures/eventually.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const mailbox = 'v1.0/users/printer@contoso.example';

async function tokenFor({ httpUrl, applications }: Sandbox): Promise<string> {
  const application = applications.find(({ domain }) => domain === 'contoso.example');
  assert.ok(application !== undefined);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: application.clientId,
    client_secret: application.secret,
    scope: 'https://graph.microsoft.com/.default',
  });
  const response = await fetch(`${httpUrl}/contoso.example/oauth2/v2.0/token`, { method: 'POST', body });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  assert.ok(token !== undefined, 'a token was given');
  return token;
}

async function subjectsIn({ httpUrl }: Sandbox, token: string): Promise<string[]> {
  const subjects: string[] = [];
  let next: string | undefined = `${httpUrl}/${mailbox}/mailFolders/sentitems/messages?$select=subject&$top=1000`;
  while (next !== undefined) {
    const response: Response = await fetch(next, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(response.status, 200);
    const page = (await response.json()) as { value: { subject: string }[]; '@odata.nextLink'?: string };
    subjects.push(...page.value.map(({ subject }) => subject));
    next = page['@odata.nextLink'];
  }
  return subjects;
}

test('what was answered 202 is there exactly once after a kill', async (t) => {
  const sandbox = await startSandbox(t);
  const token = await tokenFor(sandbox);
  const told: string[] = [];
  let count = 0;
  const sender = async (): Promise<void> => {
    for (;;) {
      const subject = `flood ${count++}`;
      const message = {
        subject,
        body: { contentType: 'text', content: 'x'.repeat(60) },
        toRecipients: [{ emailAddress: { address: 'ann@contoso.example' } }],
      };
      const response = await fetch(`${sandbox.httpUrl}/${mailbox}/sendMail`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ message }),
      }).catch(() => null);
      // Only the end of the process ends it: a refusal would make of this a test of nothing.
      if (response === null) return;
      if (response.status !== 202) assert.fail(await response.text());
      told.push(subject);
    }
  };
  const flood = Promise.all(Array.from({ length: 8 }, sender));
  await Promise.race([flood, eventually(() => told.length >= 150, Boolean, 60_000)]);
  await sandbox.kill();
  await flood;
  assert.ok(told.length >= 150);
  const again = await startSandbox(t, sandbox.dataDirectory);
  const subjects = await subjectsIn(again, await tokenFor(again));
  assert.equal(new Set(subjects).size, subjects.length);
  const known = new Set(subjects);
  assert.deepEqual(
    told.filter((subject) => !known.has(subject)),
    [],
  );
});
