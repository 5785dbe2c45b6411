/** Where one manner of signing in was taken, tries the others too: a device may know only one of them. */
import { type AuthForm, authFormNames, authForms, offeredMechanisms } from './auth-form.ts';
import type { Authorities } from './certificate.ts';
import type { Deadline } from './deadline.ts';
import { usual } from './imitate/usual.ts';
import { openSession } from './open-session.ts';
import { type Credentials, secretsOf, signIn } from './sign-in.ts';
import { type Endpoint, type StepLimits, Talk } from './talk.ts';
import type { TlsMode } from './target.ts';
import { optionsFor } from './tls-options.ts';
import type { AuthAttempt, SignInFacts } from './wire-facts.ts';

export interface OtherForms {
  readonly endpoint: Endpoint;
  readonly mode: TlsMode;
  readonly authorities: Authorities;
  readonly credentials: Credentials;
  readonly deadline: Deadline;
  readonly limits: StepLimits;
}

/** One after another: servers bound how many may sign in at once. A form that was refused by itself gives the next a try. */
export async function tryOtherForms(given: OtherForms, signedIn: SignInFacts): Promise<readonly AuthAttempt[]> {
  const [first] = signedIn.attempts;
  // A refused password is never tried again: that would lock the account.
  if (first === undefined || first.verdict === 'refused' || first.verdict === 'broken') return [];
  const forms = authFormNames.filter(
    (form) => authForms[form].credential === given.credentials.kind && form !== first.form,
  );
  const tried: AuthAttempt[] = [];
  for (const form of forms) {
    const attempt = given.deadline.isOver ? null : await tryForm(given, form);
    if (attempt === null) continue;
    tried.push(attempt);
    if (attempt.verdict === 'refused' && first.verdict !== 'accepted') break;
  }
  return tried;
}

/** Null: it is not offered, or the connection did not come so far. */
async function tryForm(given: OtherForms, form: AuthForm): Promise<AuthAttempt | null> {
  const { endpoint, mode, authorities, credentials, deadline, limits } = given;
  const talk = new Talk(endpoint, deadline, limits, secretsOf(credentials));
  const { offers, isReady } = await openSession(talk, mode, usual, optionsFor(usual, authorities));
  const offered = offeredMechanisms(offers.afterTls ?? offers.beforeTls);
  const isOffered = isReady && offered.includes(authForms[form].mechanism);
  const attempt = isOffered ? await signIn(talk, form, credentials, usual) : null;
  await talk.end();
  return attempt;
}
