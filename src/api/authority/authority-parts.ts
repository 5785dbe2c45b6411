/** What the authority needs of the rest of the service. */
import type { Administration } from '../../administration/administration.ts';
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { AuthorityRecords } from '../../directory/authority-records.ts';
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { RoleStore } from '../../directory/role-store.ts';
import type { UserConsentStore } from '../../directory/user-consent.ts';
import type { Clock } from '../../lib/clock.ts';
import type { SignInLog } from '../../sign-in/sign-in-log.ts';
import type { VerifyAccessToken } from '../../sign-in/tokens/access-token.ts';
import type { TokenKeys } from '../../sign-in/tokens/token-keys.ts';
import type { CsrfTokens } from '../pages/form.ts';
import type { AuthorityGuards } from './authority-guards.ts';

/** How long what the authority gives is good. */
export interface AuthorityLifetimes {
  readonly accessTokenSeconds: number;
  readonly refreshTokenDays: number;
  /** Of silence. */
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  readonly deviceCodeSeconds: number;
}

export interface AuthorityParts {
  readonly directory: Pick<DirectoryStore, 'findTenant' | 'findUser' | 'settingsOfUser'>;
  readonly applications: ApplicationStore;
  readonly userConsents: Pick<UserConsentStore, 'find'>;
  readonly roles: Pick<RoleStore, 'rolesOf'>;
  readonly administration: Pick<Administration, 'applications' | 'applicationGrants' | 'userConsents'>;
  readonly records: AuthorityRecords;
  readonly signInLog: Pick<SignInLog, 'record'>;
  readonly keys: TokenKeys;
  readonly verify: VerifyAccessToken;
  /** How clients reach this door: `https://mail.example`. */
  readonly baseUrl: () => string;
  readonly issuerOf: (directoryName: string) => string;
  /** Sign the cookies; they outlive the keys of tokens. */
  readonly cookieKeys: readonly string[];
  readonly csrf: CsrfTokens;
  readonly lifetimes: AuthorityLifetimes;
  readonly guards: AuthorityGuards;
  readonly assertionReuse: 'same-address' | 'never';
  readonly clock: Clock;
  /** Told of what no client reads. */
  readonly fault: (error: unknown) => void;
}
