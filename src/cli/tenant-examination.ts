/** The tenant that `postern doctor` is to examine, and what is asked of it. */
import { explain } from '../doctor/explain/explain.ts';
import { isCause } from '../doctor/findings/finding.ts';
import { posternProvider } from '../doctor/providers/postern/postern-provider.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import { findingsOfWire } from '../doctor/rules/wire/all.ts';
import { examineTenant } from '../doctor/tenant/examine-tenant.ts';
import type { WireWord } from '../doctor/tenant/tenant-facts.ts';
import { authFormNames, authForms } from '../doctor/wire/auth-form.ts';
import type { WireFacts } from '../doctor/wire/wire-facts.ts';
import type { Mechanism } from '../sign-in/attempt.ts';
import { addressIn } from './address-in.ts';
import { trustAuthoritiesOf } from './authorities-of.ts';
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import type { ExaminedTenant } from './doctor-report.ts';
import { lastAttempts } from './last-attempts.ts';
import { CliError, exitCodes } from './output.ts';
import { providerOf } from './provider-of.ts';
import { tenantAccessOf, tenantOptions } from './tenant-options.ts';

export const examinationOptions: readonly CommandOption[] = [
  ...tenantOptions,
  { flags: '--app <client-id>', meaning: "the device's own application, where it signs in with OAuth" },
  { flags: '--address <ip>', meaning: 'from where the device signs in (else as it last did)' },
  { flags: '--error <text>', meaning: 'what the device shows, to be laid beside the settings' },
];

/** Somebody is signed in; null: no tenant is to be read. */
export async function openTenant(input: CommandInput, host: string, limitMs: number): Promise<TenantProvider | null> {
  const [tenant, user] = [text(input, 'tenant'), text(input, 'user')];
  if (tenant !== undefined) {
    await trustAuthoritiesOf(input);
    const access = await tenantAccessOf(input, tenant);
    if (access === null) return posternProvider(input.door, tenant);
    // Loaded here alone: every other command answers sooner without it.
    return (await import('./sign-in-to-tenant.ts')).signInToTenant(access, limitMs);
  }
  if (host !== '') return null;
  if (user !== undefined) return providerOf(input, user);
  throw new CliError(
    exitCodes.usage,
    'say what is to be examined: a server (HOST), a tenant (--tenant TENANT), or a user of the Postern here (--user USER)',
  );
}

/** As long as nobody has said what the server said. */
export async function examineOpened(input: CommandInput, provider: TenantProvider): Promise<ExaminedTenant> {
  const [user = null, appId = null, address] = [text(input, 'user'), text(input, 'app'), addressIn(input)];
  const mechanism = mechanismOf(input);
  const facts = await examineTenant(provider, {
    user,
    appId,
    from: text(input, 'from') ?? null,
    ...(address !== undefined && { address }),
    ...(mechanism !== undefined && { mechanism }),
    wire: null,
    now: Date.now(),
  });
  const isOwn = provider.kind === 'postern' && facts.user !== null;
  const attempts = isOwn ? await lastAttempts(input.door, facts.user.userPrincipalName) : [];
  return { facts, provider, attempts };
}

/** A manner of signing in by its mechanism, where the service knows it. */
function mechanismOf(input: CommandInput): Mechanism | undefined {
  const form = authFormNames.find((each) => each === text(input, 'mechanism'));
  const mechanism = form === undefined ? undefined : authForms[form].mechanism;
  return mechanism === 'CRAM-MD5' ? undefined : mechanism;
}

/** What the pasted error says; null: there is none, or it names no cause. */
export function pastedWord(input: CommandInput): WireWord | null {
  const pasted = text(input, 'error');
  if (pasted === undefined) return null;
  const { cause, evidence } = explain(pasted);
  return cause === 'unknown' ? null : { cause, evidence };
}

/** What the server did with the sign-in; null: it came to none, and nothing says why. */
export function wordOfServer(facts: WireFacts): WireWord | null {
  const [attempt] = facts.signIn?.attempts ?? [];
  if (attempt?.verdict === 'accepted') {
    const { outcome } = attempt;
    return { cause: null, evidence: outcome.kind === 'reply' ? outcome.lines : [] };
  }
  const stop = findingsOfWire(facts).find(({ severity }) => severity === 'stops');
  return stop !== undefined && isCause(stop.id) && facts.signIn !== null
    ? { cause: stop.id, evidence: stop.evidence, isNew: true }
    : null;
}
