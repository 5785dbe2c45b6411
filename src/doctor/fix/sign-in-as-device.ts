/** Signs in at an SMTP door as the device does, and says what the server answered: the dialogue of the doctor, cut short after AUTH. Never throws. */
import type { ConnectionOptions } from 'node:tls';
import type { Mechanism } from '../../sign-in/attempt.ts';
import { Deadline } from '../wire/deadline.ts';
import { usual } from '../wire/imitate/usual.ts';
import { openSession } from '../wire/open-session.ts';
import { secretsOf, signIn } from '../wire/sign-in.ts';
import { describeTrouble, Talk } from '../wire/talk.ts';
import type { StepOutcome } from '../wire/wire-facts.ts';

export interface SmtpDoor {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit';
  readonly tlsOptions: ConnectionOptions;
}

export interface DeviceLogin {
  readonly user: string;
  readonly password: string;
  readonly mechanism: Extract<Mechanism, 'LOGIN' | 'PLAIN'>;
}

export type SignedIn =
  | { readonly kind: 'allowed'; readonly reply: string }
  | { readonly kind: 'refused'; readonly reply: string }
  /** It did not come to an answer. */
  | { readonly kind: 'failed'; readonly reason: string };

const limits = { connectMs: 30_000, replyMs: 30_000 };
/** A service that delays its refusals needs that much; beyond it there is no answer. */
const totalMs = 90_000;

/** A password goes over TLS, or not at all. */
const manner = { ...usual, startTls: 'required' } as const;
const forms = { LOGIN: 'login', PLAIN: 'plain' } as const;

export async function signInAsDevice(door: SmtpDoor, { user, password, mechanism }: DeviceLogin): Promise<SignedIn> {
  const { host, port, tls, tlsOptions } = door;
  const credentials = { user, kind: 'password', secret: password } as const;
  const endpoint = { host, address: host, port };
  const talk = new Talk(endpoint, new Deadline(totalMs), limits, secretsOf(credentials));
  const { isReady } = await openSession(talk, tls, manner, tlsOptions);
  const answered = isReady ? (await signIn(talk, forms[mechanism], credentials, manner)).outcome : lastOf(talk);
  await talk.end();
  return signedIn(answered, isReady);
}

function lastOf({ steps }: Talk): StepOutcome {
  return steps.at(-1)?.outcome ?? { kind: 'closed' };
}

/** @param isReady it came to where a client signs in. */
function signedIn(outcome: StepOutcome, isReady: boolean): SignedIn {
  if (outcome.kind !== 'reply') return { kind: 'failed', reason: describeTrouble(outcome) };
  const { code, enhanced, lines } = outcome;
  // A good answer after which it did not go on is one of EHLO.
  if (!isReady && code < 300) return { kind: 'failed', reason: 'The server does not offer STARTTLS' };
  const reply = [code, ...(enhanced === null ? [] : [enhanced]), ...lines].join(' ');
  return code === 235 ? { kind: 'allowed', reply } : { kind: 'refused', reply };
}
