/** What stops the sign-in by the settings that were read: each shut gate, with the setting that shuts it. Pure. */
import { decide } from '../../../sign-in/decide.ts';
import type { Decision, TraceEntry } from '../../../sign-in/decision.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { controlsOf, type Read } from '../../tenant/tenant-reading.ts';
import { causeOfGate, shutGates } from './cause-of-gate.ts';

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
    finding(causeOfGate(entry.gate, entry.because.key), subjectOf(facts, entry), {
      parameters: entry.because.parameters,
      evidence: evidenceOf(facts, entry),
    }),
  );
}

function subjectOf({ reading, user, sought }: TenantFacts, { setting }: TraceEntry): string {
  return setting?.scope === 'tenant' ? reading.tenant.domain : (user?.userPrincipalName ?? sought ?? '');
}

/** The property of the API with its value, and where more than one decides, each of them. */
export function evidenceOf({ reading, user }: TenantFacts, entry: TraceEntry): string[] {
  const reads = { ...reading.controls, ...user?.controls } as unknown as Readonly<
    Record<string, Read<unknown> | undefined>
  >;
  return settingsOf(entry).flatMap((name) => {
    const read = reads[name];
    return read?.known === true ? [read.evidence] : [];
  });
}

/** Names of the settings that decided at a gate, the one that it names first. */
export function settingsOf({ gate, setting }: TraceEntry): readonly string[] {
  return setting === null ? [] : [...new Set([setting.name, ...(besides[gate] ?? [])])];
}

/** Settings that a gate weighs beside the one that it names. */
const besides: Readonly<Record<string, readonly string[]>> = {
  'smtp-auth': ['mailboxSmtpAuth'],
  'authentication-policy': ['authenticationPolicy', 'defaultAuthenticationPolicy'],
  'multi-factor': ['mfaMethods'],
};
