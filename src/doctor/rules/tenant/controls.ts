/** What stops the sign-in by the settings that were read: each shut gate, with the setting that shuts it. Pure. */
import { decide } from '../../../sign-in/decide.ts';
import type { Decision, TraceEntry } from '../../../sign-in/decision.ts';
import type { GateName } from '../../../sign-in/gates/gate-names.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { type AssumedControl, controlsOf, type Read } from '../../tenant/tenant-reading.ts';
import { findingOfGate, shutGates } from './cause-of-gate.ts';

/** Null: no user is known of whom it could be decided. */
export function decisionOn({ reading, user, sought, attempt }: TenantFacts): Decision | null {
  if (user === null) return null;
  return decide(controlsOf(reading, user, sought ?? '').controls, attempt);
}

/** The one that refuses first; behind it, those that would refuse next. */
export function controlFindings(facts: TenantFacts): Finding[] {
  const decision = decisionOn(facts);
  if (decision === null) return [];
  return shutGates(decision).map((entry) =>
    finding(findingOfGate(entry.gate, entry.because.key), subjectOf(facts, entry), {
      parameters: entry.because.parameters,
      evidence: evidenceOf(facts, entry),
    }),
  );
}

function subjectOf({ reading, user, sought }: TenantFacts, { setting }: TraceEntry): string {
  return setting?.scope === 'tenant' ? reading.tenant.domain : (user?.userPrincipalName ?? sought ?? '');
}

/** The property of the API with its value, and where more than one decides, each of them. */
export function evidenceOf(facts: TenantFacts, entry: TraceEntry): string[] {
  return readsOf(entry, facts).map(({ evidence }) => evidence);
}

/** What was read of the settings that decided at a gate. */
export function readsOf(entry: TraceEntry, { reading, user }: TenantFacts): Extract<Read<unknown>, { known: true }>[] {
  const reads = { ...reading.controls, ...user?.controls } as unknown as Readonly<
    Record<string, Read<unknown> | undefined>
  >;
  return settingsOf(entry).flatMap((name) => {
    const read = reads[name];
    return read?.known === true ? [read] : [];
  });
}

/** Settings that decide at a gate and were not read, though somebody may read them: the gate stands by their defaults. */
export function unreadAt(entry: TraceEntry, { reading, user, sought }: TenantFacts): readonly AssumedControl[] {
  return unreadAmong(controlsOf(reading, user, sought ?? '').assumed, entry);
}

/** Of what was not read, that which decides at a gate. */
export function unreadAmong(assumed: readonly AssumedControl[], entry: TraceEntry): readonly AssumedControl[] {
  const deciding = settingsOf(entry);
  return assumed.filter(({ name, because }) => because.kind !== 'not-offered' && deciding.includes(name));
}

/** Names of the settings that decided at a gate, the one that it names first. */
export function settingsOf({ gate, setting, because }: TraceEntry): readonly string[] {
  if (setting === null) return [];
  // MFA that is off asks for no method.
  const more = because.key === 'gate.multi-factor.disabled' ? [] : (besides[gate] ?? []);
  return [...new Set([setting.name, ...more])];
}

/** Settings that a gate weighs beside the one that it names. */
const besides: Readonly<Record<string, readonly string[]>> = {
  'smtp-auth': ['mailboxSmtpAuth'],
  'authentication-policy': ['authenticationPolicy', 'defaultAuthenticationPolicy'],
  'multi-factor': ['mfaMethods'],
  'account-state': ['accountEnabled', 'passwordExpired'],
};

/** What the device, the password and the moment decide: no setting tells, and the server does. */
export const notOfSettings: ReadonlySet<GateName> = new Set<GateName>([
  'encryption',
  'tls-version',
  'smart-lockout',
  'credentials',
  'token',
]);
