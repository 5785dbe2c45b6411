/** The service connects to the servers and ports that its operator names, to no others, and it is known who asked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Static, TSchema } from 'typebox';
import { lyingServer, scripted } from '../../../test/fixtures/lying-server.ts';
import { runningService } from '../../../test/fixtures/running-service.ts';
import { openDoor } from '../../cli/door.ts';
import type { examineHost } from '../../contract/doctor-hosts.ts';

type Examined = Static<Extract<(typeof examineHost)['answer'], TSchema>>;

test('a server that is named is examined, at the ports that are named; any other is not even looked up', async (t) => {
  let met = 0;
  const port = await lyingServer(t, (socket) => {
    met += 1;
    scripted('220 mail ESMTP', [/^EHLO/, '250-mail\r\n250 AUTH LOGIN'], [/^QUIT/, '221 bye'])(socket);
  });
  const closed = await lyingServer(t, (socket) => socket.destroy());
  const doctor = { hosts: ['127.0.0.1'], ports: [port] };
  const service = await runningService(t, { doctor });
  const door = openDoor(service.dataDirectory);
  const ask = (body: object) => door.call<Examined>('POST', '/doctor/hosts', body);
  const signIn = { user: 'scan@x.example', password: 'Secret-of-mine-1' };
  const examined = await ask({ host: '127.0.0.1', signIn });
  assert.deepEqual([examined.host, examined.port, examined.outOfTime], ['127.0.0.1', port, false]);
  assert.ok(
    examined.findings.some(({ id }) => id === 'starttls-required' || id.includes('tls')),
    JSON.stringify(examined),
  );
  assert.equal(examined.way.find(({ stage }) => stage === 'greeting')?.state, 'passed');
  assert.ok(!JSON.stringify(examined).includes(signIn.password));
  const before = met;
  await assert.rejects(ask({ host: 'localhost' }), {
    message: /examines these servers only: 127\.0\.0\.1; the option doctor\.hosts/,
  });
  await assert.rejects(ask({ host: '127.0.0.1', port: closed }), { message: /tries these ports only/ });
  await assert.rejects(ask({ host: 'no host at all' }), { message: /host is a name/ });
  assert.equal(met, before);
  const entries = await service.store.auditLog.list({ tenantId: null, action: 'host.examine', limit: 9 });
  assert.deepEqual(
    entries.map(({ target }) => target.name),
    ['127.0.0.1'],
  );
});
