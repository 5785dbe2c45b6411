/** A watch ends, and says why, when whoever watches may not any more. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { signAccessToken } from '../../../test/fixtures/access-token.ts';
import { houseWithApplication, request } from '../../../test/fixtures/house-with-application.ts';

/** A person who watches as exchange administrator, with a token that lasts so long. */
async function watching(t: TestContext, tokenMs = 600_000) {
  const house = await houseWithApplication(t, [], {}, { watch: { heartbeatSeconds: 0.05 } });
  const { administration, service, tenant, dataDirectory } = house;
  const user = await administration.users.add(request, {
    tenantId: tenant.id,
    userPrincipalName: 'ann@x.example',
    verifiers: null,
  });
  const assignment = { tenantId: tenant.id, principalId: user.id, role: 'exchange-administrator' } as const;
  const target = { kind: 'user', id: user.id, name: user.userPrincipalName } as const;
  await administration.roles.assign(request, assignment, target);
  const bearer = {
    tenantId: tenant.id,
    audience: 'api://postern',
    subject: { kind: 'user', id: user.id, userPrincipalName: user.userPrincipalName },
    permissions: ['Postern.Manage'],
  } as const;
  const token = await signAccessToken(dataDirectory, service.httpUrl, bearer, tokenMs);
  const ending = AbortSignal.timeout(20_000);
  const response = await fetch(`${service.httpUrl}/admin/v1/watch`, {
    headers: { authorization: `Bearer ${token}` },
    signal: ending,
  });
  assert.equal(response.status, 200);
  const text = readOn(response.body ?? assert.fail());
  // It has been asked once at least whether it may go on, and it may.
  await text.until(/: still here\n\n: still here\n\n/);
  return { ...house, user, unassign: () => administration.roles.remove(request, assignment, target), ...text };
}

function readOn(body: ReadableStream<Uint8Array>) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let read = '';
  /** Reads until `isEnough`, or to the end. */
  const readUntil = async (isEnough: () => boolean): Promise<string> => {
    while (!isEnough()) {
      const { value, done } = await reader.read();
      if (done) break;
      read += value;
    }
    return read;
  };
  const until = async (pattern: RegExp): Promise<void> =>
    assert.match(await readUntil(() => pattern.test(read)), pattern);
  return {
    until,
    /** What the end of the stream says. */
    async ended(): Promise<{ readonly code: string; readonly reason: string }> {
      const [, data = ''] = /\nevent: ended\ndata: (.*)\n\n$/.exec(await readUntil(() => false)) ?? assert.fail(read);
      return JSON.parse(data) as { code: string; reason: string };
    },
  };
}

test('the role is taken away: the watch ends', async (t) => {
  const { unassign, ended } = await watching(t);
  await unassign();
  const { code, reason } = await ended();
  assert.equal(code, 'role-missing');
  assert.match(reason, /exchange-administrator/);
});

test('the user is disabled: the watch ends', async (t) => {
  const { administration, user, ended } = await watching(t);
  await administration.settings.changeOfUser(request, user, { accountEnabled: false });
  assert.equal((await ended()).code, 'gone');
});

test('the sessions of the user are revoked: the watch ends', async (t) => {
  const { administration, user, ended } = await watching(t);
  // Tokens tell in whole seconds when they were issued.
  await administration.settings.changeOfUser(request, user, { tokensValidFrom: Date.now() + 1000 });
  assert.equal((await ended()).code, 'revoked');
});

test('the token runs out: the watch ends, and says that a new one is needed', async (t) => {
  const { ended } = await watching(t, 3000);
  const { code, reason } = await ended();
  assert.equal(code, 'expired');
  assert.match(reason, /sign in again/);
});

test('whoever may watch still goes on doing so', async (t) => {
  const { until } = await watching(t);
  await until(/(?:: still here\n\n){6}/);
});
