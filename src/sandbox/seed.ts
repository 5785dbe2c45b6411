/** Puts the sandbox's tenants and accounts into an empty store. */
import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verifiers } from '../directory/directory-store.ts';
import { newId } from '../lib/id.ts';
import { makePasswordVerifiers } from '../sign-in/credentials/make-verifiers.ts';
import type { Store } from '../store/open-store.ts';
import { type SandboxAccount, type SandboxTenant, sandboxTenants } from './accounts.ts';

const setBy = 'sandbox';
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** The one password of all accounts. It is kept in clear, for its owner only: the sandbox protects nothing. */
export async function sandboxPassword(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, 'sandbox-password');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const password = Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('');
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    return password;
  }
}

/** Does nothing where the tenants are there already: what was changed since the first start stays changed. */
export async function seedSandbox(store: Store, password: string, now: number): Promise<void> {
  const known = new Set((await store.directory.listTenants()).map(({ domain }) => domain));
  const missing = sandboxTenants.filter(({ domain }) => !known.has(domain));
  if (missing.length === 0) return;
  // One hash for all: they share the password, and nobody wants to wait for forty.
  const verifiers = await makePasswordVerifiers(password);
  for (const tenant of missing) await seedTenant(store, tenant, verifiers, now);
}

async function seedTenant(store: Store, tenant: SandboxTenant, verifiers: Verifiers, now: number): Promise<void> {
  const { directory } = store;
  const id = newId();
  await directory.addTenant({ id, domain: tenant.domain, displayName: tenant.displayName, createdAt: now });
  for (const [name, value] of Object.entries(tenant.settings)) {
    await directory.changeSetting(
      { scope: 'tenant', scopeId: id, name: name as keyof typeof tenant.settings, value, setBy },
      now,
    );
  }
  for (const account of tenant.accounts) await seedAccount(store, id, tenant.domain, account, verifiers, now);
}

async function seedAccount(
  store: Store,
  tenantId: string,
  domain: string,
  account: SandboxAccount,
  verifiers: Verifiers,
  now: number,
) {
  const { directory } = store;
  const { name, aliases = [], settings } = account;
  const id = newId();
  const user = {
    id,
    tenantId,
    userPrincipalName: `${name}@${domain}`,
    displayName: name,
    aliases: aliases.map((alias) => `${alias}@${domain}`),
    createdAt: now,
  };
  await directory.addUser(user, verifiers);
  for (const [setting, value] of Object.entries(settings)) {
    await directory.changeSetting(
      { scope: 'user', scopeId: id, name: setting as keyof typeof settings, value, setBy },
      now,
    );
  }
}
