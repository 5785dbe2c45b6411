/**
 * THE order in which the gates are asked, for basic authentication and for OAuth, with the reason for each place.
 *
 * The first gate that is shut decides the reply, so the order is what a client sees. M365 §3 says how far it is known.
 */
import { accountState } from './gates/account-state.ts';
import { authenticationPolicy } from './gates/authentication-policy.ts';
import { basicAuthenticationRetired } from './gates/basic-authentication-retired.ts';
import { conditionalAccess } from './gates/conditional-access.ts';
import { credentials } from './gates/credentials.ts';
import { encryption } from './gates/encryption.ts';
import type { Gate } from './gates/gate.ts';
import { mailbox } from './gates/mailbox.ts';
import { multiFactor } from './gates/multi-factor.ts';
import { securityDefaults } from './gates/security-defaults.ts';
import { simulatedFailure } from './gates/simulated-failure.ts';
import { smartLockout } from './gates/smart-lockout.ts';
import { smtpAuth } from './gates/smtp-auth.ts';
import { tlsVersion } from './gates/tls-version.ts';
import { token } from './gates/token.ts';

/** A gate's place in an order. */
export interface OrderRow {
  readonly gate: Gate;
  /** `false`: the gate is not asked; it stands in the trace as not applicable. */
  readonly applies: boolean;
  /** Why it stands here, or why it is not asked. */
  readonly reason: string;
  /** Where that is known from; empty: Postern's own choice. */
  readonly source: string;
}

function asked(gate: Gate, reason: string, source: string): OrderRow {
  return { gate, applies: true, reason, source };
}

function notAsked(gate: Gate, reason: string, source: string): OrderRow {
  return { gate, applies: false, reason, source };
}

const connection: readonly OrderRow[] = [
  asked(encryption, 'No credential may travel in the clear, whoever sends it', 'M365 §3 order 1'),
  asked(tlsVersion, 'The old TLS handshake completes; the refusal comes at AUTH', 'M365 §3 order 2'),
  asked(simulatedFailure, 'A failing front end fails before it looks at anybody', ''),
];

/** LOGIN, PLAIN and SCRAM. */
export const basicOrder: readonly OrderRow[] = [
  ...connection,
  asked(basicAuthenticationRetired, 'Retired for the organization: no setting of a user matters any more', 'M365 §9'),
  asked(
    authenticationPolicy,
    'The first pre-authentication step, before the request reaches Entra',
    'M365 §3 order 4, R4',
  ),
  asked(smartLockout, 'A locked account is not told whether the password was right', 'M365 §2.1 A7'),
  asked(credentials, 'The first factor; what follows is told only to who has it', 'M365 §3 order 5, R8'),
  asked(accountState, 'The directory looks at the account once the password is known to be right', 'M365 §2.1 A8'),
  asked(
    securityDefaults,
    'After the first factor; before MFA, whose app passwords do not help against it',
    'M365 R5, R10',
  ),
  asked(
    conditionalAccess,
    'After the first factor; never on together with security defaults in practice',
    'M365 R7, R8',
  ),
  asked(multiFactor, 'Seen once the policies let the sign-in through', 'M365 R9'),
  asked(
    smtpAuth,
    'Exchange asks when Entra is done; for a wrong password the order is not established',
    'M365 §3 order 6',
  ),
  notAsked(token, 'Basic authentication brings no token', ''),
  asked(mailbox, 'The mailbox is opened last', 'M365 §3 order 7, R12'),
];

/** XOAUTH2 and OAUTHBEARER. */
export const oauthOrder: readonly OrderRow[] = [
  ...connection,
  notAsked(basicAuthenticationRetired, 'OAuth is what replaces basic authentication', 'M365 §9'),
  notAsked(authenticationPolicy, 'The policy blocks basic authentication only', 'M365 R4'),
  notAsked(smartLockout, 'A token cannot be guessed', ''),
  notAsked(credentials, 'No password travels', ''),
  asked(smtpAuth, 'Seen first; the fault of the token only after it was turned on', 'M365 §3 order 6, R3'),
  asked(token, 'The token takes the place of the first factor', 'M365 §2.1 A9'),
  asked(accountState, 'A disabled account has no use for a token that is still good', 'M365 §2.1 A8'),
  notAsked(securityDefaults, 'They block legacy clients; OAuth is a modern one', 'M365 R11'),
  notAsked(conditionalAccess, 'They are asked where the token is issued; OAuth is no legacy client', 'M365 R11'),
  notAsked(multiFactor, 'MFA was faced when the token was issued', 'M365 R11'),
  asked(mailbox, 'The mailbox is opened last', 'M365 §3 order 7, R12'),
];
