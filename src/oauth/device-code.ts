/** Signing in a person who has a browser elsewhere (RFC 8628). */
import { setTimeout as wait } from 'node:timers/promises';
import { AuthorityRefusal, askAuthority, numberIn, type OAuthClient, textIn } from './ask-authority.ts';
import { type Tokens, tokensIn } from './tokens.ts';

export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly address: string;
  readonly intervalSeconds: number;
  readonly endsAt: number;
}

/** RFC 8628 §3.5 */
const slowerSeconds = 5;
/** However seldom, and however long, an authority wishes to be asked. */
const longestIntervalSeconds = 60;
const longestLifeSeconds = 3600;

export async function askDeviceCode(client: OAuthClient, scope: string): Promise<DeviceCode> {
  const answer = await askAuthority(client, 'devicecode', { scope });
  return {
    deviceCode: textIn(answer, 'device_code'),
    userCode: textIn(answer, 'user_code'),
    address: textIn(answer, 'verification_uri'),
    intervalSeconds: Math.min(longestIntervalSeconds, numberIn(answer, 'interval', 5)),
    endsAt: Date.now() + Math.min(longestLifeSeconds, numberIn(answer, 'expires_in', 900)) * 1000,
  };
}

/** Asks until the person has signed in, has declined, or the code has ended; null: it has ended. */
export async function awaitPerson(client: OAuthClient, device: DeviceCode): Promise<Tokens | null> {
  let { intervalSeconds } = device;
  while (Date.now() < device.endsAt) {
    // At the very end it is asked once more, however long the interval is.
    await wait(Math.min(intervalSeconds * 1000, Math.max(0, device.endsAt - Date.now())));
    try {
      const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.deviceCode };
      return tokensIn(await askAuthority(client, 'token', grant));
    } catch (error) {
      const name = error instanceof AuthorityRefusal ? error.error : '';
      if (name === 'slow_down') intervalSeconds += slowerSeconds;
      else if (name !== 'authorization_pending') throw error;
    }
  }
  return null;
}
