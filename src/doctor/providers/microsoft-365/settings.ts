/** THE table of settings that Microsoft's APIs know, by our names; null: no API tells of it, and what it is is done by hand. */
import type { TenantReading, UserReading } from '../../tenant/tenant-reading.ts';
import type { SettingRef } from '../tenant-provider.ts';
import { authenticationPolicies, authenticationPolicy } from './authentication-policies.ts';
import { mailboxSmtpAuth } from './cas-mailbox.ts';
import { conditionalAccessPolicies, namedLocations } from './conditional-access.ts';
import { perUserMfa } from './multi-factor.ts';
import { defaultAuthenticationPolicy } from './organization-config.ts';
import { securityDefaults } from './security-defaults.ts';
import type { SettingAccess } from './setting-access.ts';
import { legacyTlsClients, smtpAuth } from './transport-config.ts';
import { accountEnabled, licensed, passwordExpired } from './users.ts';

export const tenantAccess: Readonly<Record<keyof TenantReading['controls'], SettingAccess | null>> = {
  securityDefaults,
  smtpAuth,
  // MICROSOFT 365 §11: how the switch will look is not established.
  basicAuthentication: null,
  retiredReply: null,
  legacyTlsClients,
  authenticationPolicies,
  defaultAuthenticationPolicy,
  conditionalAccessPolicies,
  namedLocations,
};

export const userAccess: Readonly<
  Record<Exclude<keyof UserReading['controls'], 'mfaMethods' | 'sendingRestriction'>, SettingAccess | null>
> = {
  accountEnabled,
  passwordExpired,
  licensed,
  perUserMfa,
  authenticationPolicy,
  mailboxSmtpAuth,
  // Postern's own.
  simulatedFailure: null,
};

/** Null: there is no such thing here. */
export function accessTo({ scope, name }: SettingRef): SettingAccess | null {
  const table: Readonly<Record<string, SettingAccess | null>> = scope === 'tenant' ? tenantAccess : userAccess;
  return table[name] ?? null;
}
