/** The last sessions in which a user tried to sign in at the SMTP door of our own service, with every gate. */
import type { SignInRecord } from '../sign-in/sign-in-log.ts';
import { at, type Door } from './door.ts';
import type { Why } from './format-why.ts';

/** Sessions that are shown. */
const maximumSessions = 3;
/** Records that are looked through for them, the newest. */
const maximumRecords = 50;

/** Newest first. */
export async function lastAttempts(door: Door, user: string): Promise<readonly Why[]> {
  const path = `${at`/sign-ins?user=${user}`}&kind=smtp&limit=${maximumRecords}`;
  const { signIns } = await door.call<{ signIns: readonly SignInRecord[] }>('GET', path);
  const sessions = [...new Set(signIns.map(({ sessionId }) => sessionId))].filter((id) => id !== '');
  return Promise.all(sessions.slice(0, maximumSessions).map((id) => door.call<Why>('GET', at`/why/${id}`)));
}
