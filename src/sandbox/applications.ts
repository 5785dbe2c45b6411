/** One application for each tenant of the sandbox, which holds every permission: what a script or a test signs in with. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Administration } from '../administration/administration.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { Tenant, User } from '../directory/nouns.ts';
import { type Permission, permissions } from '../directory/permission.ts';

export interface SandboxApplication {
  readonly domain: string;
  readonly clientId: string;
  /** Kept in clear, for the owner of the data directory only: the sandbox protects nothing. */
  readonly secret: string;
}

const fileName = 'sandbox-applications.json';
const secretYears = 10;
const yearMs = 365 * 86_400_000;

/** Those that were made at the first start. */
export async function sandboxApplications(dataDirectory: string): Promise<SandboxApplication[]> {
  return JSON.parse(await readFile(join(dataDirectory, fileName), 'utf8').catch(() => '[]')) as SandboxApplication[];
}

export async function rememberApplications(
  dataDirectory: string,
  applications: readonly SandboxApplication[],
): Promise<void> {
  const known = await sandboxApplications(dataDirectory);
  await writeFile(join(dataDirectory, fileName), JSON.stringify([...known, ...applications]), { mode: 0o600 });
}

/** Registers it, consents to everything, makes it Global Administrator and known to Exchange, and opens the mailboxes to it. */
export async function addSandboxApplication(
  { applications, applicationGrants, roles, mailboxes }: Administration,
  request: AdminRequest,
  { id: tenantId, domain }: Tenant,
  users: readonly User[],
  now: number,
): Promise<SandboxApplication> {
  const displayName = `Sandbox of ${domain}`;
  const application = await applications.register(request, { tenantId, displayName });
  const principal = await applications.addServicePrincipal(request, tenantId, application);
  const ofKind = (kind: 'application' | 'delegated'): Permission[] =>
    (Object.keys(permissions) as Permission[]).filter((name) => permissions[name].kinds.includes(kind));
  await applicationGrants.change(request, principal, {
    application: { add: ofKind('application') },
    delegated: { add: ofKind('delegated') },
  });
  const target = { kind: 'service-principal', id: principal.id, name: displayName } as const;
  await roles.assign(request, { tenantId, principalId: principal.id, role: 'global-administrator' }, target);
  await applications.tellExchange(request, { tenantId, appId: application.appId, objectId: principal.id, displayName });
  for (const user of users) await mailboxes.setPermission(request, user, principal.id, 'FullAccess', true);
  const { text: secret } = await applications.addSecret(request, application, 'sandbox', now + secretYears * yearMs);
  return { domain, clientId: application.appId, secret };
}
