/** Whether a secret is one of an application's, and still good. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { secretVerifier } from '../../administration/application-credentials.ts';
import type { ApplicationStore } from '../../directory/application-store.ts';

export async function verifySecret(
  applications: Pick<ApplicationStore, 'findApplication' | 'listSecrets'>,
  appId: string,
  secret: string,
  now: number,
): Promise<'right' | 'expired' | 'wrong'> {
  const application = await applications.findApplication(appId);
  const kept = application === null ? [] : await applications.listSecrets(application.id);
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const given = digest(secretVerifier(secret));
  const fitting = kept.filter(({ verifier }) => timingSafeEqual(digest(verifier), given));
  if (fitting.length === 0) return 'wrong';
  return fitting.some(({ endsAt }) => endsAt > now) ? 'right' : 'expired';
}
