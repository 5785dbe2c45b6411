/** Puts the sandbox's tenants and accounts into an empty store. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Administration, createAdministration } from '../administration/administration.ts';
import type { ChosenPasswords } from '../administration/chosen-passwords.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { Verifiers } from '../directory/directory-store.ts';
import type { Tenant, User } from '../directory/nouns.ts';
import { newGuid } from '../lib/id.ts';
import { makePasswordVerifiers } from '../sign-in/credentials/make-verifiers.ts';
import type { Store } from '../store/open-store.ts';
import { type SandboxTenant, sandboxTenants } from './accounts.ts';
import { addSandboxApplication, rememberApplications, type SandboxApplication } from './applications.ts';
import { passwordFile } from './own-directory.ts';

/** The one password of all accounts. It is kept in clear, for its owner only: the sandbox protects nothing. */
export async function sandboxPassword(dataDirectory: string, passwords: ChosenPasswords): Promise<string> {
  const file = join(dataDirectory, passwordFile);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const password = passwords.generate();
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    return password;
  }
}

/** Does nothing where the tenants are there already: what was changed since the first start stays changed. */
export async function seedSandbox(store: Store, dataDirectory: string, password: string, now: number): Promise<void> {
  const known = new Set((await store.directory.listTenants()).map(({ domain }) => domain));
  const missing = sandboxTenants.filter(({ domain }) => !known.has(domain));
  if (missing.length === 0) return;
  // One hash for all: they share the password, and nobody wants to wait for forty.
  const verifiers = await makePasswordVerifiers(password, true);
  const administration = createAdministration(store, { clock: () => now, newGuid });
  const applications: SandboxApplication[] = [];
  for (const each of missing) {
    const { tenant, users } = await seedTenant(administration, each, verifiers);
    applications.push(await addSandboxApplication(administration, request(), tenant, users, now));
  }
  await rememberApplications(dataDirectory, applications);
}

async function seedTenant(
  { tenants, users, settings, methods, roles }: Administration,
  { domain, displayName, settings: ofTenant, accounts }: SandboxTenant,
  verifiers: Verifiers,
): Promise<{ tenant: Tenant; users: User[] }> {
  const seeded: User[] = [];
  const tenant = await tenants.add(request(), { domain, displayName });
  await settings.changeOfTenant(request(), tenant, ofTenant);
  for (const { name, aliases = [], settings: ofUser, phone = false, roles: held = [] } of accounts) {
    const user = await users.add(request(), {
      tenantId: tenant.id,
      userPrincipalName: `${name}@${domain}`,
      aliases: aliases.map((alias) => `${alias}@${domain}`),
      verifiers,
    });
    await settings.changeOfUser(request(), user, ofUser);
    if (phone) await methods.add(request(), user, { kind: 'phone', name: 'Phone', secret: '' });
    const target = { kind: 'user', id: user.id, name: user.userPrincipalName } as const;
    for (const role of held) await roles.assign(request(), { tenantId: tenant.id, principalId: user.id, role }, target);
    seeded.push(user);
  }
  return { tenant, users: seeded };
}

function request(): AdminRequest {
  const actor = { kind: 'system', id: 'sandbox', name: 'sandbox' } as const;
  return { actor, door: 'service', address: '', correlationId: newGuid() };
}
