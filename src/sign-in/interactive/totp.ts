/** Codes of an authenticator app (RFC 6238): SHA-1, six digits, thirty seconds, which every app understands. */
import { Secret, TOTP } from 'otpauth';

const periodSeconds = 30;
/** Steps before and after now whose code is taken as well: clocks differ (RFC 6238 §5.2). */
const windowSteps = 1;
/** RFC 4226 §4: 160 bits. */
const secretBytes = 20;

const shape = /^\d{6}$/;

/** A new secret, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What a QR code holds: the secret, and under which name the app shows it. */
export function totpUri(secret: string, issuer: string, userPrincipalName: string): string {
  return totpOf(secret, issuer, userPrincipalName).toString();
}

/** The step of which `code` is the code; null: it is wrong, or of `lastStep` or before, since a code is good once. */
export function stepOfCode(secret: string, code: string, at: number, lastStep: number): number | null {
  if (!shape.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: at, window: windowSteps });
  if (delta === null) return null;
  const step = Math.floor(at / 1000 / periodSeconds) + delta;
  return step > lastStep ? step : null;
}

function totpOf(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: periodSeconds });
}
