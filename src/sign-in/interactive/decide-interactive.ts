/** What an interactive sign-in still needs of the person: the next step, from settings, methods and what was proven. Pure. */
import type { AuthenticationMethodKind } from '../../directory/authentication-method.ts';
import type { OnOff, PerUserMfa } from '../../directory/settings.ts';

export interface InteractiveControls {
  readonly account: 'known' | 'unknown';
  readonly isAdministrator: boolean;
  readonly securityDefaults: boolean;
  /** The tenant's: administrators need a second factor even where nothing else demands one. */
  readonly administratorMfa: OnOff;
  readonly accountEnabled: boolean;
  readonly passwordExpired: boolean;
  readonly perUserMfa: PerUserMfa;
  /** What Conditional Access demands of this sign-in. */
  readonly conditionalAccess: 'nothing' | 'mfa' | 'block';
  readonly methods: readonly AuthenticationMethodKind[];
}

/** What the person has shown so far. */
export interface InteractiveProof {
  readonly lockout: 'open' | 'locked';
  /** A passkey is something they have and something they are or know: it is both factors. */
  readonly first: 'nothing' | 'wrong' | 'password' | 'passkey';
  readonly second: 'nothing' | 'wrong' | 'totp' | 'recovery-code' | 'passkey';
}

/** Why a second factor is needed. */
export type MfaReason = 'security-defaults' | 'administrator' | 'per-user-mfa' | 'conditional-access';

export type InteractiveStep =
  | { readonly kind: 'first-factor' }
  /** `errorCode`: under what the interruption stands in the sign-in log. */
  | { readonly kind: 'second-factor' | 'register'; readonly because: MfaReason; readonly errorCode: number }
  | { readonly kind: 'done'; readonly authentication: 'single-factor' | 'multi-factor' }
  | { readonly kind: 'refused'; readonly errorCode: number };

/** Entra's numbers (M365 §6); 500121: a second factor was wrong. */
export const interactiveErrors = {
  unknownUser: 50034,
  locked: 50053,
  passwordExpired: 50055,
  accountDisabled: 50057,
  wrongPassword: 50126,
  blockedByConditionalAccess: 53003,
  wrongSecondFactor: 500_121,
  enrolmentRequired: 50072,
  mfaRequired: 50074,
  mfaRequiredByAdministrator: 50076,
  enrolmentRequiredByAdministrator: 50079,
} as const;

/** The next step; the same questions in the same order as a device is asked, so that only who is right learns more. */
export function decideInteractive(controls: InteractiveControls, proof: InteractiveProof): InteractiveStep {
  // A passkey cannot be guessed, so that guesses of others do not lock it.
  if (proof.first !== 'passkey' && proof.lockout === 'locked') return refused('locked');
  if (proof.first === 'nothing') return { kind: 'first-factor' };
  if (controls.account === 'unknown') return refused('unknownUser');
  if (proof.first === 'wrong') return refused('wrongPassword');
  if (!controls.accountEnabled) return refused('accountDisabled');
  if (controls.passwordExpired && proof.first === 'password') return refused('passwordExpired');
  if (controls.conditionalAccess === 'block') return refused('blockedByConditionalAccess');
  if (proof.second === 'wrong') return refused('wrongSecondFactor');
  if (proof.first === 'passkey' || proof.second !== 'nothing') return { kind: 'done', authentication: 'multi-factor' };
  return secondFactor(controls);
}

function refused(name: keyof typeof interactiveErrors): InteractiveStep {
  return { kind: 'refused', errorCode: interactiveErrors[name] };
}

/** After the right password. */
function secondFactor(controls: InteractiveControls): InteractiveStep {
  const because = whyMfa(controls);
  const canBeAsked = controls.methods.some((kind) => kind === 'totp' || kind === 'passkey');
  if (because !== null) {
    const own = because === 'security-defaults' || because === 'administrator';
    return canBeAsked
      ? {
          kind: 'second-factor',
          because,
          errorCode: interactiveErrors[own ? 'mfaRequired' : 'mfaRequiredByAdministrator'],
        }
      : {
          kind: 'register',
          because,
          errorCode: interactiveErrors[own ? 'enrolmentRequired' : 'enrolmentRequiredByAdministrator'],
        };
  }
  // M365 R7: every user registers under security defaults; those without a role are not asked each time.
  if (controls.securityDefaults && !canBeAsked && !controls.methods.includes('phone'))
    return { kind: 'register', because: 'security-defaults', errorCode: interactiveErrors.enrolmentRequired };
  return { kind: 'done', authentication: 'single-factor' };
}

function whyMfa(controls: InteractiveControls): MfaReason | null {
  if (controls.isAdministrator && controls.securityDefaults) return 'security-defaults';
  if (controls.conditionalAccess === 'mfa') return 'conditional-access';
  // M365 R9: `enabled` means that the person registers at the next sign-in, and is asked from then on.
  if (controls.perUserMfa !== 'disabled') return 'per-user-mfa';
  return controls.isAdministrator && controls.administratorMfa === 'on' ? 'administrator' : null;
}
