/** Postern as a child process: the whole service, with one account that may send without limit. */
import { startService } from '../../src/app.ts';
import { configurationOf } from '../../src/config/load.ts';
import { newId } from '../../src/lib/id.ts';
import { makePasswordVerifiers } from '../../src/sign-in/credentials/make-verifiers.ts';
import type { Store } from '../../src/store/open-store.ts';
import { account } from '../protocol.ts';
import { serveBenchmark } from './serve-benchmark.ts';

const [dataDirectory = '', certFile = '', keyFile = ''] = process.argv.slice(2);
const setBy = 'bench';

async function seed({ directory }: Store): Promise<void> {
  const now = Date.now();
  const tenantId = newId();
  await directory.addTenant({ id: tenantId, domain: 'contoso.example', displayName: 'Contoso', createdAt: now });
  const settings = { smtpAuth: 'on', messagesPerMinute: 0, recipientsPerDay: 0, concurrentConnections: 0 } as const;
  for (const [name, value] of Object.entries(settings)) {
    await directory.changeSetting(
      { scope: 'tenant', scopeId: tenantId, name: name as keyof typeof settings, value, setBy },
      now,
    );
  }
  await directory.addUser(
    {
      id: newId(),
      tenantId,
      userPrincipalName: account.user,
      displayName: 'printer',
      aliases: [],
      createdAt: now,
    },
    await makePasswordVerifiers(account.password),
  );
}

const configuration = configurationOf(
  {
    hostname: 'localhost',
    http: { address: '127.0.0.1', port: 0 },
    certificate: { certFile, keyFile },
    listeners: [{ name: 'submission', address: '127.0.0.1', port: 0 }],
    limits: { sessionsPerAddress: 5000 },
  },
  'bench',
);
const service = await startService(configuration, dataDirectory, seed);
serveBenchmark(service.listeners[0]?.port ?? 0, () => service.flushes());
