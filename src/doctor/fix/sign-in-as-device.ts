/** Signs in at an SMTP door as the device does, and says what the server answered. Never throws. */
import type { ConnectionOptions } from 'node:tls';
import { redactText } from '../../observability/redact.ts';
import type { Mechanism } from '../../sign-in/attempt.ts';
import { Conversation, ConversationFailure } from '../../smtp/client/conversation.ts';
import type { Reply } from '../../smtp/codec/reply-reader.ts';

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

const stepMs = 30_000;
/** A service that delays its refusals needs that much; beyond it there is no answer. */
const totalMs = 90_000;

export async function signInAsDevice(door: SmtpDoor, login: DeviceLogin): Promise<SignedIn> {
  const conversation = new Conversation(door.host, door.port, door.tls === 'implicit' ? door.tlsOptions : null);
  const overall = setTimeout(() => conversation.destroy('timeout'), totalMs);
  try {
    await conversation.connected(stepMs);
    await expectSuccess(await conversation.reply(stepMs));
    await expectSuccess(await conversation.command('EHLO postern-doctor', stepMs));
    if (door.tls === 'starttls') {
      await expectSuccess(await conversation.command('STARTTLS', stepMs));
      await conversation.encrypt(door.tlsOptions, stepMs);
      await expectSuccess(await conversation.command('EHLO postern-doctor', stepMs));
    }
    const reply = await authenticate(conversation, login);
    const shown = shownReply(reply, login);
    await conversation.send(Buffer.from('QUIT\r\n'), 1000).catch(() => undefined);
    return reply.code === 235 ? { kind: 'allowed', reply: shown } : { kind: 'refused', reply: shown };
  } catch (error) {
    if (error instanceof UnexpectedReply) return { kind: 'refused', reply: shownReply(error.reply, login) };
    return { kind: 'failed', reason: error instanceof ConversationFailure ? error.message : 'the connection failed' };
  } finally {
    clearTimeout(overall);
    conversation.destroy('done');
  }
}

class UnexpectedReply extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('unexpected reply');
    this.reply = reply;
  }
}

async function expectSuccess(reply: Reply): Promise<void> {
  if (Math.floor(reply.code / 100) !== 2) throw new UnexpectedReply(reply);
}

async function authenticate(conversation: Conversation, { user, password, mechanism }: DeviceLogin): Promise<Reply> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  // RFC 4616 §2
  if (mechanism === 'PLAIN') return conversation.command(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, stepMs);
  const lines = ['AUTH LOGIN', base64(user), base64(password)];
  let reply: Reply | null = null;
  for (const line of lines) {
    reply = await conversation.command(line, stepMs);
    if (reply.code !== 334) return reply;
  }
  throw new UnexpectedReply(reply as Reply);
}

/** The server may repeat what it was told. */
function shownReply({ code, enhanced, lines }: Reply, { password }: DeviceLogin): string {
  const text = [code, ...(enhanced === null ? [] : [enhanced]), ...lines].join(' ').replaceAll(password, '…');
  return redactText(text.replaceAll(Buffer.from(password).toString('base64'), '…'));
}
