/** A listener with an application of a few lines behind it: what the protocol does, without users and store. */
import type { TestContext } from 'node:test';
import { createSecureContext } from 'node:tls';
import type { Profile } from '../../src/smtp/replies.ts';
import { createMechanism } from '../../src/smtp/sasl/mechanisms.ts';
import { scramCrypto } from '../../src/smtp/sasl-crypto.ts';
import { Listener } from '../../src/smtp/server/listener.ts';
import type { SessionLimits } from '../../src/smtp/server/listener-policy.ts';
import type { SessionHost } from '../../src/smtp/server/session-host.ts';

export interface TestListener {
  readonly port: number;
  /** Messages that were taken in whole. */
  readonly messages: string[];
  readonly open: () => number;
}

const limits: SessionLimits = {
  commandLineBytes: 512,
  authLineBytes: 12_288,
  textLineBytes: 1000,
  messageBytes: 10_000,
  recipients: 3,
  errors: 20,
  idleMs: 60_000,
  sessionMs: 600_000,
};

/** Any password but `wrong` is right. Signing in without TLS is allowed, so that a dialogue can be read. */
export async function listenerForTests(
  t: TestContext,
  profile: Profile,
  given: Partial<SessionLimits> = {},
): Promise<TestListener> {
  const messages: string[] = [];
  const host: SessionHost<string> = {
    connected: () => ({ kind: 'ok' }),
    scramCredential: () => Promise.reject(new Error('no SCRAM here')),
    signIn: async (credentials) =>
      credentials.kind === 'password' && credentials.password !== 'wrong'
        ? { kind: 'allowed', identity: credentials.login, limits: { recipients: 100, messageBytes: 1_000_000 } }
        : { kind: 'refused', reply: 'credentialsIncorrect' },
    message: () => {
      const chunks: Buffer[] = [];
      return {
        write: (chunk) => void chunks.push(Buffer.from(chunk)),
        end: async () => ({
          kind: 'accepted',
          messageId: String(messages.push(Buffer.concat(chunks).toString('latin1'))),
        }),
        abort: () => undefined,
      };
    },
    disconnected: () => undefined,
  };
  const listener = new Listener({
    address: '127.0.0.1',
    port: 0,
    tls: 'starttls',
    maximumConnections: 1000,
    policy: {
      name: 'test',
      profile,
      host: 'mail.test',
      errorHost: 'error.test',
      mailboxHost: 'box.test',
      mechanisms: ['PLAIN', 'LOGIN'],
      startTls: true,
      endpoint: 'submission',
      bareLineEnds: 'refuse',
      limits: { ...limits, ...given },
      tarpitMs: 0,
    },
    host,
    secureContext: () => createSecureContext(),
    mechanism: (name) => createMechanism(name, { crypto: scramCrypto, channelBinding: null, offersPlus: false }),
    clearTextAllowed: () => true,
    newId: () => '0123456789ABCDEF',
    now: () => 0,
  });
  const port = await listener.listen();
  t.after(() => listener.close(100));
  return { port, messages, open: () => listener.connections };
}
