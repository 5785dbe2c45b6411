/** The settings that decide a sign-in, as Microsoft 365 has them, each with who set it and when. */
import type { AuthenticationMethodKind } from '../directory/authentication-method.ts';
import type { InForce, SettingsInForce, TenantSettings, UserSettings } from '../directory/settings.ts';

export interface Controls {
  /** `unknown`: nobody has this name; the settings are then the defaults, so that the work is the same. */
  readonly account: 'known' | 'unknown';
  /** The tenant's domain; empty where the account is unknown. */
  readonly tenant: string;
  /** Empty where the account is unknown. */
  readonly userId: string;
  readonly userPrincipalName: string;
  /** Ids of groups and roles under which policies name the user too; Postern has none. */
  readonly memberOf?: readonly string[];
  readonly organization: Pick<
    SettingsInForce<TenantSettings>,
    | 'securityDefaults'
    | 'smtpAuth'
    | 'basicAuthentication'
    | 'retiredReply'
    | 'legacyTlsClients'
    | 'authenticationPolicies'
    | 'defaultAuthenticationPolicy'
    | 'conditionalAccessPolicies'
    | 'namedLocations'
  >;
  readonly user: Pick<
    SettingsInForce<UserSettings>,
    | 'accountEnabled'
    | 'passwordExpired'
    | 'licensed'
    | 'perUserMfa'
    | 'authenticationPolicy'
    | 'mailboxSmtpAuth'
    | 'simulatedFailure'
  > & {
    /** Second factors that the user has registered: facts, and no setting. */
    readonly mfaMethods: readonly AuthenticationMethodKind[];
  };
}

/** A setting as a trace names it. */
export interface NamedSetting extends InForce<unknown> {
  readonly scope: 'tenant' | 'user';
  readonly name: keyof TenantSettings | keyof UserSettings;
}
