/** Which cause a shut gate is, as the doctor names causes. Pure. */
import type { Decision, TraceEntry } from '../../../sign-in/decision.ts';
import type { GateName } from '../../../sign-in/gates/gate-names.ts';
import type { Cause } from '../../explain/cause.ts';
import type { FindingId } from '../../findings/finding.ts';

const causes: Readonly<Record<GateName, Cause>> = {
  encryption: 'starttls-required',
  'tls-version': 'tls-too-old',
  'simulated-failure': 'server-temporary',
  'basic-authentication-retired': 'basic-auth-retired',
  'authentication-policy': 'basic-auth-disabled-by-policy',
  'smart-lockout': 'account-locked',
  credentials: 'bad-credentials',
  'account-state': 'account-disabled',
  'security-defaults': 'security-defaults',
  'conditional-access': 'conditional-access-or-policy',
  'multi-factor': 'mfa-needs-app-password',
  'smtp-auth': 'tenant-smtp-auth-disabled',
  token: 'oauth-service-principal-not-registered',
  mailbox: 'mailbox-unlicensed-or-missing',
};

/** Where a gate knows of more than one: by the key of its reason. */
const finer: Readonly<Record<string, Cause>> = {
  'gate.smtp-auth.mailbox-off': 'mailbox-smtp-auth-disabled',
  'gate.account-state.password-expired': 'password-expired',
};

/** The finding that a shut gate is: a failure that an administrator asked for has no cause, and is one of its own. */
export function findingOfGate(gate: GateName, because = ''): FindingId {
  return gate === 'simulated-failure' ? gate : causeOfGate(gate, because);
}

export function causeOfGate(gate: GateName, because = ''): Cause {
  return finer[because] ?? causes[gate];
}

/** Every gate that is shut, the one that refuses first. */
export function shutGates({ trace }: Decision): readonly TraceEntry[] {
  return trace.filter(({ verdict }) => verdict === 'shut');
}
