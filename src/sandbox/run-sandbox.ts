/** `postern sandbox`: a service on loopback with an account for each refusal. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createChosenPasswords } from '../administration/chosen-passwords.ts';
import { startService } from '../app.ts';
import type { SandboxOptions } from '../cli/main.ts';
import { configurationOf } from '../config/load.ts';
import { systemClock } from '../lib/clock.ts';
import { databaseFile, passingFiles, rootDirectories, rootFiles } from '../store/backup/archive.ts';
import { openDataDirectory } from '../store/data-directory.ts';
import { untilStopped } from '../until-stopped.ts';
import { sandboxApplications } from './applications.ts';
import { greeting } from './greeting.ts';
import { refuseServiceDirectory, wasSandbox } from './own-directory.ts';
import { sandboxPassword, seedSandbox } from './seed.ts';

export async function runSandbox(options: SandboxOptions): Promise<number> {
  const { dataDirectory, host, tarpitSeconds, json } = options;
  if (options.fresh) await forget(dataDirectory);
  await refuseServiceDirectory(dataDirectory);
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const listener = { address: host, scram: true, tarpitSeconds };
  const configuration = configurationOf(
    {
      hostname: 'localhost',
      http: { address: host, port: options.httpPort, httpsPort: options.httpsPort },
      listeners: [
        { ...listener, name: 'submission', port: options.smtpPort },
        { ...listener, name: 'submissions', port: options.smtpsPort, tls: 'implicit' },
        { ...listener, name: 'microsoft-365', port: options.microsoftPort, profile: 'microsoft-365' },
      ],
      // All that tries it comes from one address.
      limits: { sessionsPerAddress: 5000 },
      authority: { limits: { requests: 0, begins: 0 } },
      failureAddresses: true,
      // Whoever tries it has an issuer beside it.
      trustedIssuers: { privateAddresses: true },
      // The terminal is for the greeting.
      log: { level: 'warn' },
    },
    'sandbox',
  );
  const password = await sandboxPassword(dataDirectory, createChosenPasswords(configuration.passwords));
  const service = await startService(configuration, dataDirectory, (store) =>
    seedSandbox(store, dataDirectory, password, systemClock()),
  );
  const ports = Object.fromEntries(service.listeners.map(({ name, port }) => [name, port]));
  const applications = await sandboxApplications(dataDirectory);
  const facts = {
    password,
    applications,
    dataDirectory,
    host,
    ports,
    caFile: service.caFile ?? '',
    httpUrl: service.httpUrl,
    httpsUrl: service.httpsUrl ?? '',
  };
  process.stdout.write(json ? `${JSON.stringify({ ...facts, ready: true })}\n` : greeting(facts));
  await untilStopped();
  await service.stop();
  return 0;
}

/** Removes only what a sandbox keeps, and only where one has been that runs no longer. */
async function forget(dataDirectory: string): Promise<void> {
  if (!(await wasSandbox(dataDirectory))) return;
  const held = await openDataDirectory(dataDirectory);
  const names = [databaseFile, ...passingFiles.filter((name) => name !== 'lock'), ...rootDirectories, ...rootFiles];
  try {
    for (const name of names) await rm(join(dataDirectory, name), { recursive: true, force: true });
  } finally {
    await held.release();
  }
}
