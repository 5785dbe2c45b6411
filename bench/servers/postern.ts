/** Postern as a child process: the whole service, with one account that may send without limit. */
import { join } from 'node:path';
import { createAdministration } from '../../src/administration/administration.ts';
import { startService } from '../../src/app.ts';
import { configurationOf } from '../../src/config/load.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { newGuid } from '../../src/lib/id.ts';
import { hashAppPassword } from '../../src/sign-in/credentials/app-password.ts';
import { makePasswordVerifiers } from '../../src/sign-in/credentials/make-verifiers.ts';
import type { Store } from '../../src/store/open-store.ts';
import { account } from '../protocol.ts';
import { serveBenchmark } from './serve-benchmark.ts';

const [dataDirectory = '', certFile = '', keyFile = '', hash = 'argon2id'] = process.argv.slice(2);
async function seed(store: Store): Promise<void> {
  const { tenants, users, settings } = createAdministration(store, { clock: systemClock, newGuid });
  const actor = { kind: 'system', id: 'bench', name: 'bench' } as const;
  const request = { actor, door: 'service', address: '', correlationId: newGuid() } as const;
  const tenant = await tenants.add(request, { domain: 'contoso.example' });
  const unlimited = { messagesPerMinute: 0, recipientsPerDay: 0, concurrentConnections: 0, messageSizeBytes: 2 ** 30 };
  await settings.changeOfTenant(request, tenant, { smtpAuth: 'on', ...unlimited });
  const verifiers =
    hash === 'cheap'
      ? { password: hashAppPassword(account.password), scram: null }
      : await makePasswordVerifiers(account.password, true);
  await users.add(request, { tenantId: tenant.id, userPrincipalName: account.user, verifiers });
}

const configuration = configurationOf(
  {
    hostname: 'localhost',
    http: { address: '127.0.0.1', port: 0 },
    certificate: { certFile, keyFile },
    listeners: [{ name: 'submission', address: '127.0.0.1', port: 0 }],
    limits: { sessionsPerAddress: 5000 },
    log: { file: join(dataDirectory, 'postern.log') },
  },
  'bench',
);
const service = await startService(configuration, dataDirectory, seed);
serveBenchmark(service.listeners[0]?.port ?? 0, () => service.flushes());
