/** What the settings say beside what the server said: agreement is proof, and disagreement is a finding of its own. Pure. */
import type { Decision } from '../../../sign-in/decision.ts';
import { replies } from '../../../smtp/replies.ts';
import { type Cause, causes } from '../../explain/cause.ts';
import { explain } from '../../explain/explain.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { controlsOf } from '../../tenant/tenant-reading.ts';
import { causeOfGate, shutGates } from './cause-of-gate.ts';
import { decisionOn } from './controls.ts';

/** Causes that one and the same reply stands for (M365 §3, "Which block gives which text"). */
const sameReply: readonly (readonly Cause[])[] = [
  ['bad-credentials', 'mfa-needs-app-password'],
  ['account-disabled', 'password-expired'],
];

/** What is said for any refusal of a sign-in. */
const saysNothing: ReadonlySet<Cause> = new Set<Cause>(['auth-failed-unspecified', 'not-authenticated']);

/** What no setting of a tenant decides, so that settings have nothing against it. */
const beyondSettings: ReadonlySet<Cause> = new Set<Cause>(['bad-credentials', 'account-locked']);

/** Controls that a cause hangs on: where one was not read, it may be the reason. */
const controlsOfCause: Readonly<Partial<Record<Cause, readonly string[]>>> = {
  'tenant-smtp-auth-disabled': ['smtpAuth', 'mailboxSmtpAuth'],
  'mailbox-smtp-auth-disabled': ['mailboxSmtpAuth'],
  'security-defaults': ['securityDefaults'],
  'conditional-access-or-policy': ['conditionalAccessPolicies', 'namedLocations'],
  'mfa-needs-app-password': ['perUserMfa', 'mfaMethods'],
  'bad-credentials': ['perUserMfa', 'mfaMethods'],
  'password-expired': ['passwordExpired'],
  'account-disabled': ['accountEnabled', 'passwordExpired'],
  'basic-auth-disabled-by-policy': ['authenticationPolicies', 'authenticationPolicy', 'defaultAuthenticationPolicy'],
  'basic-auth-retired': ['basicAuthentication'],
  'tls-too-old': ['legacyTlsClients'],
  'mailbox-unlicensed-or-missing': ['licensed'],
};

export function compareWithWire(facts: TenantFacts): Finding[] {
  const { wire, user, sought } = facts;
  const decision = decisionOn(facts);
  if (wire === null || decision === null) return [];
  const subject = user?.userPrincipalName ?? sought ?? '';
  if (wire.cause === null) return decision.allowed ? [agrees(facts, subject)] : [disagrees(facts, subject, decision)];
  const stage = causes[wire.cause];
  // What ended before the sign-in, or after it, says nothing of the settings.
  if (stage !== 'sign-in' && !saysNothing.has(wire.cause) && controlsOfCause[wire.cause] === undefined) return [];
  if (!decision.allowed && decision.gate === 'simulated-failure' && isSaidSo(decision, wire.cause))
    return [agrees(facts, subject)];
  const shut = shutGates(decision).map(({ gate, because }) => causeOfGate(gate, because.key));
  if (shut.some((cause) => isSame(cause, wire.cause)) || (saysNothing.has(wire.cause) && shut.length > 0))
    return [agrees(facts, subject)];
  const stops = finding(wire.cause, subject, { evidence: wire.evidence });
  if (
    shut.length === 0 &&
    (beyondSettings.has(wire.cause) || saysNothing.has(wire.cause)) &&
    suspects(facts).length === 0
  )
    return [stops];
  return [stops, disagrees(facts, subject, decision)];
}

/** A failure that was asked for answers in the words of another one. */
function isSaidSo({ reply }: Extract<Decision, { allowed: false }>, cause: Cause): boolean {
  const { code, enhanced, text } = replies[reply];
  return explain(`${code} ${enhanced} ${text}`).cause === cause;
}

function isSame(one: Cause, other: Cause | null): boolean {
  return one === other || (other !== null && sameReply.some((group) => group.includes(one) && group.includes(other)));
}

function agrees({ wire }: TenantFacts, subject: string): Finding {
  return finding('wire-agrees', subject, { evidence: wire?.evidence ?? [] });
}

function disagrees(facts: TenantFacts, subject: string, decision: Decision): Finding {
  const expected = decision.allowed ? replies.authenticated : replies[decision.reply];
  const reply = `${expected.code} ${expected.enhanced} ${expected.text}`;
  const unread = suspects(facts);
  return finding('wire-disagrees', subject, {
    parameters: { reply, suspects: unread.join(', ') || '-' },
    evidence: [...(facts.wire?.evidence ?? []), ...unread],
  });
}

/** What was not read, or cannot be foreseen, and would explain it. */
function suspects({ reading, user, sought, wire }: TenantFacts): string[] {
  const hangsOn = wire?.cause === null || wire === null ? [] : (controlsOfCause[wire.cause] ?? []);
  const { assumed } = controlsOf(reading, user, sought ?? '');
  const unread = assumed.map(({ name }) => name).filter((name) => hangsOn.includes(name));
  const policies = hangsOn.includes('conditionalAccessPolicies') ? (reading.unforeseen ?? []) : [];
  return [...unread, ...policies.map(({ policy }) => policy)];
}
