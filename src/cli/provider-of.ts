/** Who keeps the settings that a command is about: the Postern of the command line, or whoever Graph and Exchange are asked of. */
import { resolve } from 'node:path';
import { isOfTenant, type KeptFix } from '../doctor/fix/kept-fix.ts';
import type { Cloud } from '../doctor/providers/microsoft-365/clouds.ts';
import { posternProvider } from '../doctor/providers/postern/postern-provider.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import { trustAuthoritiesOf } from './authorities-of.ts';
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { at } from './door.ts';
import { CliError, exitCodes } from './output.ts';
import { accessTo, apiOptions, cloudOf, namesApis, type TenantAccess, tenantAccessOf } from './tenant-options.ts';

export const providerOptions: readonly CommandOption[] = [
  { flags: '--tenant <tenant>', meaning: 'the tenant that it is about, by id or domain' },
  ...apiOptions,
];

/** A provider, and what a fix that is made through it is known by. */
export interface OpenedProvider {
  readonly provider: TenantProvider;
  readonly where: string;
  /** Null: the admin API of a Postern. */
  readonly apis: { readonly cloud: Cloud; readonly clientId: string } | null;
}

/** Of the tenant of `user`. @param limitMs how long all reading through Graph and Exchange may take; null: no end of its own. */
export async function openProviderOf(
  input: CommandInput,
  user: string,
  limitMs: number | null,
): Promise<OpenedProvider> {
  if (namesApis(input)) return openApis(input, text(input, 'tenant') ?? domainOf(user), limitMs);
  return { provider: await providerOf(input, user), where: whereOf(input), apis: null };
}

/** The provider of the tenant of `user`, on the service that the command is about. */
export async function providerOf(input: CommandInput, user: string): Promise<TenantProvider> {
  const { door } = input;
  const { tenantId } = (await door.call<{ user: { tenantId: string } }>('GET', at`/users/${user}`)).user;
  const named = text(input, 'tenant');
  if (named !== undefined && (await tenantIdOf(input, named)) !== tenantId)
    throw usage(`${user} is no user of the tenant ${named}; name the user's own tenant, or none`);
  return posternProvider(door, tenantId);
}

/** Of a tenant that is named. */
export async function openProviderOfTenant(
  input: CommandInput,
  tenant: string,
  limitMs: number,
): Promise<TenantProvider> {
  if (namesApis(input)) return (await openApis(input, tenant, limitMs)).provider;
  return posternProvider(input.door, await tenantIdOf(input, tenant));
}

/** By the admin API of a Postern. */
export async function tenantIdOf({ door }: CommandInput, tenant: string): Promise<string> {
  return (await door.call<{ tenant: { id: string } }>('GET', at`/tenants/${tenant}`)).tenant.id;
}

async function openApis(input: CommandInput, tenant: string, limitMs: number | null): Promise<OpenedProvider> {
  const access = await tenantAccessOf(input, tenant);
  if (access === null) throw usage('name the application with --client-id ID');
  const { cloud, clientId } = access;
  return { provider: await signedIn(input, access, limitMs), where: cloud.graph, apis: { cloud, clientId } };
}

async function signedIn(input: CommandInput, access: TenantAccess, limitMs: number | null): Promise<TenantProvider> {
  await trustAuthoritiesOf(input);
  // Loaded here alone: every other command answers sooner without it.
  return (await import('./sign-in-to-tenant.ts')).signInToTenant(access, limitMs);
}

/** The provider that a fix was made through; a command line that names another is told so. */
export async function providerOfFix(input: CommandInput, fix: KeptFix): Promise<TenantProvider> {
  const named = text(input, 'tenant');
  if (named !== undefined && !isOfTenant(fix, named))
    throw usage(`the fix ${fix.id} was made in the tenant ${fix.tenant.domain}; name that one, or none`);
  const { apis } = fix;
  if (apis === null) return ownProviderOfFix(input, fix);
  if (typeof input.options['data'] === 'string' || namesOtherApis(input, apis.cloud))
    throw usage(
      `the fix ${fix.id} was made through ${fix.where}, and is taken back there; leave --data, --server and other addresses out`,
    );
  const clientId = text(input, 'clientId') ?? apis.clientId;
  const access = await accessTo(input, { cloud: apis.cloud, tenant: fix.tenant.id, clientId });
  return signedIn(input, access, null);
}

function ownProviderOfFix(input: CommandInput, fix: KeptFix): TenantProvider {
  if (namesApis(input))
    throw usage(
      `the fix ${fix.id} was made at ${fix.where} by its own API; leave --client-id and what goes with it out`,
    );
  if (fix.where !== whereOf(input)) throw usage(`that fix was made at ${fix.where}; name it (--server or --data)`);
  return posternProvider(input.door, fix.tenant.id);
}

/** What the environment says of a Postern is none of it. */
function namesOtherApis(input: CommandInput, { authority, graph, exchange }: Cloud): boolean {
  const isNamed = ['server', 'authority', 'graph', 'exchange', 'cloud'].some((name) => {
    const value = text(input, name);
    return value !== undefined && !(name === 'cloud' && value === 'global');
  });
  const other = cloudOf(typeof input.options['server'] === 'string' ? input : { ...input, server: null });
  return isNamed && (other.authority !== authority || other.graph !== graph || other.exchange !== exchange);
}

/** The service that the command is about, by what tells it from others. */
export function whereOf({ server, dataDirectory }: CommandInput): string {
  return server ?? resolve(dataDirectory);
}

function domainOf(user: string): string {
  const domain = user.split('@')[1];
  if (domain) return domain;
  throw usage(`${user} names no tenant; name it with --tenant`);
}

function usage(message: string): CliError {
  return new CliError(exitCodes.usage, message);
}
