/** How long a change takes until it holds everywhere (MICROSOFT 365 R14; on Postern it holds at the next AUTH). Pure. */
import type { NamedSetting } from '../../sign-in/controls.ts';
import type { TenantProvider } from '../providers/tenant-provider.ts';

export interface Spread {
  /** When it may be expected; null: that is not established. */
  readonly usualMs: number | null;
  /** When it surely holds; null: that is not established. */
  readonly atMostMs: number | null;
  /** Where that is known from; empty: it is how Postern works. */
  readonly source: string;
}

const minute = 60_000;
const hour = 60 * minute;
const unknown: Spread = { usualMs: null, atMostMs: null, source: 'M365 R14' };
const smtpAuth: Spread = { usualMs: 5 * minute, atMostMs: 24 * hour, source: 'M365 R14' };
/** 30 minutes where the user's tokens are ended along with it. */
const policy: Spread = { usualMs: 30 * minute, atMostMs: 24 * hour, source: 'M365 R14' };

const ofMicrosoft365: Partial<Readonly<Record<NamedSetting['name'], Spread>>> = {
  smtpAuth,
  mailboxSmtpAuth: smtpAuth,
  legacyTlsClients: smtpAuth,
  authenticationPolicies: policy,
  authenticationPolicy: policy,
  defaultAuthenticationPolicy: policy,
};

/** Of one setting. */
export function spreadOf(kind: TenantProvider['kind'], name: NamedSetting['name']): Spread {
  if (kind === 'postern') return { usualMs: 0, atMostMs: 0, source: '' };
  return ofMicrosoft365[name] ?? unknown;
}
