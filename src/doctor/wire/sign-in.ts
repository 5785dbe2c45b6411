/** Signs in as a client does it, by one of its manners; what the server says is the result. */
import { createHmac } from 'node:crypto';
import { type AuthForm, authForms } from './auth-form.ts';
import { isReply, linesOf } from './open-session.ts';
import type { Talk } from './talk.ts';
import type { AuthAttempt, StepOutcome } from './wire-facts.ts';

export interface Credentials {
  readonly user: string;
  readonly kind: 'password' | 'token';
  readonly secret: string;
}

export interface AuthManner {
  readonly mechanismInLowerCase: boolean;
  readonly wantsExactChallenge: boolean;
}

/** `Username:`; some clients accept nothing else (docs/client-quirks.md). */
const usualChallenge = 'VXNlcm5hbWU6';

export async function signIn(
  talk: Talk,
  form: AuthForm,
  credentials: Credentials,
  manner: AuthManner,
): Promise<AuthAttempt> {
  const began = performance.now();
  const { outcome, challenge, gaveUp } = await exchange(talk, form, credentials, manner);
  const verdict = gaveUp ? 'given-up' : verdictOf(outcome);
  return { form, verdict, outcome, challenge, tookMs: Math.round(performance.now() - began) };
}

/** Every form in which a secret goes over the wire: none of them may be written down. */
export function secretsOf({ user, secret }: Credentials): readonly string[] {
  return [secret, base64(secret), base64(`\0${user}\0${secret}`), base64(bearer(user, secret))];
}

interface Exchanged {
  readonly outcome: StepOutcome;
  readonly challenge: string | null;
  readonly gaveUp: boolean;
}

async function exchange(
  talk: Talk,
  form: AuthForm,
  { user, secret }: Credentials,
  manner: AuthManner,
): Promise<Exchanged> {
  const { mechanism } = authForms[form];
  const command = `AUTH ${manner.mechanismInLowerCase ? mechanism.toLowerCase() : mechanism}`;
  const ask = (line: string): Promise<StepOutcome> => talk.ask('auth', line);
  const answer = (text: string): Promise<StepOutcome> => talk.ask('auth', text === '' ? '' : base64(text), true);
  const ended = (outcome: StepOutcome): Exchanged => ({ outcome, challenge: null, gaveUp: false });
  switch (form) {
    case 'plain':
      return ended(await ask(`${command} ${base64(`\0${user}\0${secret}`)}`));
    case 'login-initial': {
      const asked = await ask(`${command} ${base64(user)}`);
      return ended(isReply(asked, 334) ? await answer(secret) : asked);
    }
    case 'login':
      return signInByLogin(await ask(command), user, secret, answer, manner);
    case 'cram-md5': {
      const asked = await ask(command);
      if (!isReply(asked, 334)) return ended(asked);
      // RFC 2195 §2
      const digest = createHmac('md5', secret)
        .update(Buffer.from(linesOf(asked).join(''), 'base64'))
        .digest('hex');
      return ended(await answer(`${user} ${digest}`));
    }
    case 'xoauth2':
      return ended(await afterRefusal(await ask(`${command} ${base64(bearer(user, secret))}`), answer));
    case 'xoauth2-stepwise': {
      const asked = await ask(command);
      return ended(isReply(asked, 334) ? await afterRefusal(await answer(bearer(user, secret)), answer) : asked);
    }
  }
}

async function signInByLogin(
  asked: StepOutcome,
  user: string,
  secret: string,
  answer: (text: string) => Promise<StepOutcome>,
  { wantsExactChallenge }: AuthManner,
): Promise<Exchanged> {
  if (!isReply(asked, 334)) return { outcome: asked, challenge: null, gaveUp: false };
  const said = linesOf(asked).join('').trim();
  const challenge = said === usualChallenge ? null : decoded(said);
  if (challenge !== null && wantsExactChallenge) return { outcome: asked, challenge, gaveUp: true };
  const named = await answer(user);
  return { outcome: isReply(named, 334) ? await answer(secret) : named, challenge, gaveUp: false };
}

/** Some servers put the reason into a challenge, which an empty line answers; Exchange Online does not (MICROSOFT 365 §1.3). */
async function afterRefusal(
  outcome: StepOutcome,
  answer: (text: string) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  if (!isReply(outcome, 334)) return outcome;
  const last = await answer('');
  if (last.kind !== 'reply') return last;
  const reason = decoded(linesOf(outcome).join('').trim());
  return { ...last, lines: [...last.lines, ...(reason === '' ? [] : [reason])] };
}

function verdictOf(outcome: StepOutcome): AuthAttempt['verdict'] {
  if (outcome.kind !== 'reply') return 'broken';
  if (outcome.code === 235) return 'accepted';
  if (outcome.code >= 500 && outcome.code <= 504) return 'form-refused';
  return outcome.code >= 400 ? 'refused' : 'broken';
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function bearer(user: string, token: string): string {
  return `user=${user}\u0001auth=Bearer ${token}\u0001\u0001`;
}

const maximumChallenge = 200;

/** What a challenge says, fit to be read. */
function decoded(challenge: string): string {
  const text = Buffer.from(challenge, 'base64').toString();
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\ufffd]/g, '?').slice(0, maximumChallenge);
}
