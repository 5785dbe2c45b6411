/** The number under which Entra's sign-in log has a sign-in: AADSTS codes (M365 §6). Pure. */
import type { Decision } from './decision.ts';
import type { GateName } from './gates/gate-names.ts';

/** Gates of Entra's part. What Exchange's part refuses stands in Entra's log as a success, or not at all. */
const codes: Partial<Readonly<Record<GateName, number>>> = {
  credentials: 50126,
  'smart-lockout': 50053,
  'account-state': 50057,
  'security-defaults': 530035,
  'conditional-access': 53003,
  'multi-factor': 50076,
};

/** Where a gate knows of more than one reason: by the key of the reason. */
const finerCodes: Readonly<Record<string, number>> = {
  'gate.credentials.unknown-account': 50034,
  'gate.account-state.password-expired': 50055,
};

/** AADSTS50000: an issue with the sign-in service. */
const serviceFailed = 50_000;

/** 0: it succeeded, or Exchange's part refused it. `decision` null: it ended in a fault of ours. */
export function entraErrorCode(decision: Decision | null): number {
  if (decision === null) return serviceFailed;
  if (decision.allowed) return 0;
  const { gate, trace } = decision;
  const because = trace.find((entry) => entry.gate === gate)?.because.key ?? '';
  return finerCodes[because] ?? codes[gate] ?? 0;
}

/** Numbers of Entra's that Postern has no need of itself, by the gate that they speak of (M365 §6). */
const otherCodes: Readonly<Record<number, GateName>> = {
  50_034: 'credentials',
  50_055: 'account-state',
  50_056: 'credentials',
  50_072: 'multi-factor',
  50_074: 'multi-factor',
  50_079: 'multi-factor',
  50_105: 'conditional-access',
  50_131: 'conditional-access',
  50_144: 'account-state',
  50_158: 'conditional-access',
  53_000: 'conditional-access',
  53_001: 'conditional-access',
  53_002: 'conditional-access',
  53_004: 'conditional-access',
  53_011: 'conditional-access',
};

/** The gate that a row of Entra's log speaks of; null: none, or none that is known. */
export function gateOfErrorCode(errorCode: number): GateName | null {
  const own = (Object.keys(codes) as GateName[]).find((gate) => codes[gate] === errorCode);
  return own ?? otherCodes[errorCode] ?? null;
}

/** Gates that refuse before Entra is asked: its own log has no row of these (M365 §6, "Not logged in Entra"). */
const beforeEntra: ReadonlySet<GateName> = new Set<GateName>([
  'encryption',
  'tls-version',
  'simulated-failure',
  'basic-authentication-retired',
  'authentication-policy',
  'token',
]);

export function isSeenByEntra(gate: GateName | null): boolean {
  return gate === null || !beforeEntra.has(gate);
}
