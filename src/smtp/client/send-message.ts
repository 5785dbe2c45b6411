/** Hands one message to a server over one connection, and returns what became of each recipient. */
import type { ConnectionOptions } from 'node:tls';
import { createDotStuffer } from '../codec/dot-stuffing.ts';
import type { Envelope, EnvelopeRecipient } from '../codec/envelope.ts';
import type { Reply } from '../codec/reply-reader.ts';
import { Conversation, ConversationFailure } from './conversation.ts';
import { type Extensions, mailCommand, missingExtension, rcptCommand, readExtensions } from './envelope-commands.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `starttls` insists on it; a login is never sent without TLS. */
  readonly tls: 'none' | 'starttls' | 'implicit';
  readonly tlsOptions: ConnectionOptions;
  readonly login?: { readonly user: string; readonly password: string };
  /** What EHLO says. */
  readonly clientName: string;
}

export interface OutgoingMessage {
  readonly envelope: Envelope;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly sizeBytes: number;
  readonly body: () => AsyncIterable<Buffer>;
}

export type Step = 'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message';

export type RecipientAnswer =
  /** `reports`: the server takes DSN over (RFC 3461 §5.2.1). */
  | { readonly kind: 'accepted'; readonly reply: Reply; readonly reports: boolean }
  | { readonly kind: 'refused'; readonly step: Step; readonly reply: Reply }
  /** The server lacks what the message needs. */
  | { readonly kind: 'unsupported'; readonly extension: string }
  /** It ended before the final dot: the server cannot have the message. */
  | { readonly kind: 'not-handed-over'; readonly reason: string }
  /** It ended after the final dot, before the answer: the server may have the message. */
  | { readonly kind: 'answer-lost'; readonly reason: string };

export interface Timeouts {
  readonly connectMs: number;
  readonly commandMs: number;
  readonly finalDotMs: number;
  readonly totalMs: number;
}

/** RFC 5321 §4.5.3.2 is more patient; the whole has to end before the queue's lease does. */
export const defaultTimeouts: Timeouts = {
  connectMs: 30_000,
  commandMs: 60_000,
  finalDotMs: 4 * 60_000,
  totalMs: 8 * 60_000,
};

class Refusal extends Error {
  readonly step: Step;
  readonly reply: Reply;
  constructor(step: Step, reply: Reply) {
    super(`refused at ${step}`);
    this.step = step;
    // A server may repeat what it was told: of the answer to a login only the codes are kept.
    this.reply = step === 'auth' ? { ...reply, lines: [] } : reply;
  }
}

/** One answer for each recipient, in their order. Never throws. */
export async function sendMessage(
  server: SmtpServer,
  message: OutgoingMessage,
  timeouts: Timeouts = defaultTimeouts,
): Promise<readonly RecipientAnswer[]> {
  const toAll = (answer: RecipientAnswer): RecipientAnswer[] => message.recipients.map(() => answer);
  let conversation: Conversation | null = null;
  let overall: NodeJS.Timeout | undefined;
  try {
    const opened = new Conversation(server.host, server.port, server.tls === 'implicit' ? server.tlsOptions : null);
    conversation = opened;
    overall = setTimeout(() => opened.destroy('timeout'), timeouts.totalMs);
    const extensions = await openSession(opened, server, timeouts);
    const extension = missingExtension(message.envelope, extensions, opened.encrypted);
    if (extension !== null) return toAll({ kind: 'unsupported', extension });
    return await transact(opened, message, extensions, timeouts);
  } catch (error) {
    if (error instanceof Refusal) return toAll({ kind: 'refused', step: error.step, reply: error.reply });
    return toAll({ kind: 'not-handed-over', reason: reasonOf(error) });
  } finally {
    clearTimeout(overall);
    // The answer is known: nobody waits for the one to QUIT.
    await conversation?.send(Buffer.from('QUIT\r\n'), 1000).catch(() => undefined);
    conversation?.destroy('done');
  }
}

async function openSession(conversation: Conversation, server: SmtpServer, timeouts: Timeouts): Promise<Extensions> {
  const ask = async (step: Step, line: string): Promise<Reply> =>
    expect(2, step, await conversation.command(line, timeouts.commandMs));
  await conversation.connected(timeouts.connectMs);
  expect(2, 'greeting', await conversation.reply(timeouts.commandMs));
  let extensions = readExtensions(await ask('ehlo', `EHLO ${server.clientName}`));
  if (server.tls === 'starttls') {
    if (!extensions.has('STARTTLS')) throw new ConversationFailure('the server does not offer STARTTLS');
    await ask('starttls', 'STARTTLS');
    await conversation.encrypt(server.tlsOptions, timeouts.connectMs);
    // RFC 3207 §4.2: what was learnt in the clear is forgotten.
    extensions = readExtensions(await ask('ehlo', `EHLO ${server.clientName}`));
  }
  if (server.login !== undefined) await logIn(conversation, server.login, extensions, timeouts.commandMs);
  return extensions;
}

async function logIn(
  conversation: Conversation,
  { user, password }: { readonly user: string; readonly password: string },
  extensions: Extensions,
  timeoutMs: number,
): Promise<void> {
  if (!conversation.encrypted) throw new ConversationFailure('a login needs TLS');
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const mechanisms = extensions.get('AUTH') ?? [];
  if (mechanisms.includes('PLAIN')) {
    // RFC 4954 §4, RFC 4616 §2
    expect(2, 'auth', await conversation.command(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, timeoutMs));
  } else if (mechanisms.includes('LOGIN')) {
    expect(3, 'auth', await conversation.command('AUTH LOGIN', timeoutMs));
    expect(3, 'auth', await conversation.command(base64(user), timeoutMs));
    expect(2, 'auth', await conversation.command(base64(password), timeoutMs));
  } else throw new ConversationFailure('the server offers neither PLAIN nor LOGIN');
}

async function transact(
  conversation: Conversation,
  { envelope, recipients, sizeBytes, body }: OutgoingMessage,
  extensions: Extensions,
  { commandMs, finalDotMs }: Timeouts,
): Promise<readonly RecipientAnswer[]> {
  expect(2, 'mail', await conversation.command(mailCommand(envelope, sizeBytes, extensions), commandMs));
  const refused: (RecipientAnswer | null)[] = [];
  for (const recipient of recipients) {
    const reply = await conversation.command(rcptCommand(recipient, extensions), commandMs);
    refused.push(isClass(2, reply) ? null : { kind: 'refused', step: 'rcpt', reply });
  }
  const forTheRest = (answer: RecipientAnswer): RecipientAnswer[] => refused.map((each) => each ?? answer);
  if (!refused.includes(null)) return forTheRest({ kind: 'not-handed-over', reason: 'no recipient' });
  try {
    expect(3, 'data', await conversation.command('DATA', commandMs));
    const stuffer = createDotStuffer();
    for await (const chunk of body()) await conversation.send(stuffer.write(chunk), commandMs);
    const early = conversation.early();
    if (early !== null) throw new Refusal('message', early);
    return forTheRest(await handOver(conversation, stuffer.end(), extensions.has('DSN'), finalDotMs));
  } catch (error) {
    // In the midst of the message a QUIT would be a line of it.
    conversation.destroy('aborted');
    return forTheRest(
      error instanceof Refusal
        ? { kind: 'refused', step: error.step, reply: error.reply }
        : { kind: 'not-handed-over', reason: reasonOf(error) },
    );
  }
}

async function handOver(
  conversation: Conversation,
  end: Buffer,
  reports: boolean,
  timeoutMs: number,
): Promise<RecipientAnswer> {
  try {
    await conversation.send(end, timeoutMs);
    const reply = await conversation.reply(timeoutMs);
    return isClass(2, reply) ? { kind: 'accepted', reply, reports } : { kind: 'refused', step: 'message', reply };
  } catch (error) {
    return { kind: 'answer-lost', reason: reasonOf(error) };
  }
}

function isClass(digit: number, { code }: Reply): boolean {
  return Math.floor(code / 100) === digit;
}

function expect(digit: number, step: Step, reply: Reply): Reply {
  if (!isClass(digit, reply)) throw new Refusal(step, reply);
  return reply;
}

/** Words of our own only: those of any other error may hold anything. */
function reasonOf(error: unknown): string {
  return error instanceof ConversationFailure ? error.message : 'the message could not be read';
}
