/** What happens at the doors is told, by its kind, to those who may read that kind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administrationHouse, local } from '../../../test/fixtures/administration-house.ts';
import { atEnd } from '../../../test/fixtures/at-end.ts';
import { doctorHouse } from '../../../test/fixtures/doctor-house.ts';
import { ChangeHub } from '../../watch/change-hub.ts';
import type { Services } from '../services.ts';
import { adminRoutes } from './admin-routes.ts';

/** The kinds that a stream tells of, up to when it has told of all of `wanted`. */
async function told(stream: AsyncIterable<Uint8Array | string>, wanted: readonly string[]): Promise<string[]> {
  const seen = new Set<string>();
  let text = '';
  for await (const chunk of stream) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    for (const [, of = ''] of text.matchAll(/event: changed\ndata: \{"of":"([\w-]+)"\}\n\n/g)) seen.add(of);
    if (wanted.every((each) => seen.has(each))) break;
  }
  return [...seen].toSorted();
}

test('settings, sign-ins and mail are told of as they happen, those of another tenant are not', {
  timeout: 60_000,
}, async (t) => {
  const house = await doctorHouse(t);
  const { domain, user } = await house.patient({}, {});
  const other = await house.patient({}, {});
  const follow = async (tenant: string) => house.door.raw(`/events?tenant=${tenant}&seconds=30`);
  const settings = await follow(domain);
  await house.door.call('PATCH', `/users/${other.user}/settings`, { settings: { licensed: false } });
  await house.door.call('PATCH', `/tenants/${domain}/settings`, { settings: { smtpAuth: 'on' } });
  assert.deepEqual(await told(settings, ['settings', 'audit']), ['audit', 'settings']);
  const mail = await follow(domain);
  assert.equal(await house.send(user), null);
  assert.deepEqual(await told(mail, ['messages', 'queue', 'sign-ins']), ['messages', 'queue', 'sign-ins']);
});

test('a stream tells only of what its reader may read, and ends where they may read nothing any more', async (t) => {
  const { administration, store, tenant } = await administrationHouse(t, Date.now);
  const changes = new ChangeHub(store.changeSource, { followers: 9, periodMs: 10 });
  const services = { administration, changes, watchHeartbeatMs: 40, clock: Date.now } as Services;
  const route = adminRoutes(services).find(({ contract }) => contract.operationId === 'followChanges');
  const as = (roles: readonly string[]) =>
    ({
      ...local,
      actor: { kind: 'user', id: 'h', name: 'h', tenantId: tenant.id, permissions: ['Postern.Manage'], roles },
    }) as typeof local;
  let present = as(['user-administrator']);
  const asked = {
    caller: present,
    callerAgain: async () => present,
    params: {},
    query: { seconds: 60 },
    body: undefined,
  };
  const stream = (await route?.handle(asked as never)) as import('node:stream').Readable;
  atEnd(t, () => void stream.destroy());
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => stream.once('end', resolve));
  const { users } = administration;
  const added = await users.add(local, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers: null });
  const target = { kind: 'user', id: added.id, name: 'a' } as const;
  await administration.roles.assign(
    local,
    { tenantId: tenant.id, principalId: added.id, role: 'reports-reader' },
    target,
  );
  while (!text.includes('"users"')) await new Promise((resolve) => stream.once('data', resolve));
  present = as([]);
  await ended;
  assert.ok(!text.includes('"roles"') && !text.includes('"audit"'), text);
  assert.match(text, /event: ended\ndata: \{"code":"role-missing","reason":"one of these roles/);
});
