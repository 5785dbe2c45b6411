/** One connection to the server under examination: every step becomes a fact, and none throws. */
import { isIP } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { redactText } from '../../observability/redact.ts';
import { Conversation, ConversationFailure } from '../../smtp/client/conversation.ts';
import type { Malformation, Reply } from '../../smtp/codec/reply-reader.ts';
import { shownCommand } from '../../smtp/server/shown-line.ts';
import type { Deadline } from './deadline.ts';
import { nameOf } from './target.ts';
import { Transcript } from './transcript.ts';
import type { DialogueStep, StepName, StepOutcome } from './wire-facts.ts';

export interface StepLimits {
  readonly connectMs: number;
  /** The longest that a greeting or a reply is waited for; the more patient devices wait 30 seconds. */
  readonly replyMs: number;
}

export const usualLimits: StepLimits = { connectMs: 10_000, replyMs: 25_000 };

export interface Endpoint {
  /** As it was asked for: certificates are held to it. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** What is kept of a reply. */
const maximumLines = 50;
const maximumCharacters = 500;

export class Talk {
  readonly steps: DialogueStep[] = [];
  readonly transcript: Transcript;
  readonly #endpoint: Endpoint;
  readonly #deadline: Deadline;
  readonly #limits: StepLimits;
  #conversation: Conversation | null = null;
  #isOver = false;

  constructor(endpoint: Endpoint, deadline: Deadline, limits: StepLimits, secrets: readonly string[] = []) {
    this.#endpoint = endpoint;
    this.#deadline = deadline;
    this.#limits = limits;
    this.transcript = new Transcript(secrets);
  }

  /** Nothing more can be said. */
  get isOver(): boolean {
    return this.#isOver || this.#deadline.isOver;
  }

  get tls(): TLSSocket | null {
    return this.#conversation?.encrypted === true ? this.#conversation.tls : null;
  }

  /** `implicitTls`: TLS from the first octet. */
  async connect(implicitTls: ConnectionOptions | null): Promise<StepOutcome> {
    const { host, address, port } = this.#endpoint;
    this.transcript.session(`Trying ${nameOf(host, port)} (${address})...`);
    const options = implicitTls === null ? null : { ...serverName(host), ...implicitTls };
    return this.#step(implicitTls === null ? 'connect' : 'handshake', null, async () => {
      const heard = (octets: Buffer): void => this.transcript.heard(octets);
      const conversation = new Conversation(address, port, options, heard);
      this.#conversation = conversation;
      await conversation.connected(this.#deadline.within(this.#limits.connectMs));
      this.transcript.session(`Connected to ${host}.`);
      if (conversation.tls !== null) this.transcript.tlsStarted(describeTls(conversation.tls));
      return null;
    });
  }

  greeting(): Promise<StepOutcome> {
    return this.#step('greeting', null, (conversation) => conversation.reply(this.#replyMs));
  }

  /** A line, and the reply to it. `inExchange`: the line answers a challenge, and is a secret whatever it holds. */
  async ask(name: StepName, line: string, inExchange = false): Promise<StepOutcome> {
    const shown = inExchange ? null : line;
    return this.#step(name, shown, (conversation) => {
      this.transcript.said(line, inExchange);
      return conversation.command(line, this.#replyMs);
    });
  }

  /** After the 220 to STARTTLS. */
  async encrypt(options: ConnectionOptions): Promise<StepOutcome> {
    return this.#step('handshake', null, async (conversation) => {
      // What is said by half counts as much as what is said whole (RFC 3207 §4.2).
      if (this.transcript.isMidLine) throw new ConversationFailure('words before TLS', 'before-tls');
      const named = { ...serverName(this.#endpoint.host), ...options };
      await conversation.encrypt(named, this.#deadline.within(this.#limits.connectMs));
      if (conversation.tls !== null) this.transcript.tlsStarted(describeTls(conversation.tls));
      return null;
    });
  }

  /** The message after the 354, which ends with its final dot. */
  async hand(message: string): Promise<StepOutcome> {
    return this.#step('message', null, async (conversation) => {
      const octets = Buffer.from(message);
      this.transcript.saidMessage(octets.length);
      await conversation.send(octets, this.#replyMs);
      return conversation.reply(this.#replyMs);
    });
  }

  /** Takes its leave where that is still possible; the answer is not waited for long. */
  async end(): Promise<void> {
    if (!this.isOver && this.#conversation !== null) {
      this.transcript.said('QUIT', false);
      await this.#conversation.command('QUIT', this.#deadline.within(1000)).catch(() => undefined);
    }
    this.#conversation?.destroy('done');
    if (this.#conversation !== null) this.transcript.session('Connection closed with remote host.');
    this.#isOver = true;
  }

  get #replyMs(): number {
    return this.#deadline.within(this.#limits.replyMs);
  }

  async #step(
    name: StepName,
    line: string | null,
    act: (conversation: Conversation) => Promise<Reply | null>,
  ): Promise<StepOutcome> {
    // What was not begun is no fact.
    if (this.isOver) return { kind: 'closed' };
    const began = performance.now();
    const took = (): number => Math.round(performance.now() - began);
    let outcome: StepOutcome;
    try {
      // `connect` makes the conversation itself.
      const reply = await act(this.#conversation as Conversation);
      outcome = reply === null ? { kind: 'done' } : this.#outcomeOf(name, reply);
    } catch (error) {
      outcome = this.#outcomeOfFailure(error, took());
      this.#isOver = true;
      this.#conversation?.destroy('done');
      this.transcript.trouble(describeTrouble(outcome));
    }
    const sent = line === null ? null : this.transcript.clean(shownCommand(line, false));
    this.steps.push({ name, sent, outcome, tookMs: took() });
    return outcome;
  }

  #outcomeOf(name: StepName, { code, enhanced, lines }: Reply): StepOutcome {
    // What EHLO offers looks like a secret behind AUTH, and is none.
    const open = name === 'hello' || name === 'hello-after-tls';
    const shown = (line: string): string => {
      const clean = this.transcript.clean(line);
      return (open ? clean : redactText(clean)).slice(0, maximumCharacters);
    };
    return { kind: 'reply', code, enhanced, lines: lines.slice(0, maximumLines).map(shown) };
  }

  #outcomeOfFailure(error: unknown, waitedMs: number): StepOutcome {
    if (!(error instanceof ConversationFailure)) return { kind: 'failed', code: 'EUNKNOWN' };
    const sample = redactText(this.transcript.sample);
    switch (error.kind) {
      case 'timeout':
        return { kind: 'silent', waitedMs, ...(this.transcript.isMidLine && { isMidLine: true }) };
      case 'closed':
        return { kind: 'closed' };
      case 'malformed':
        return { kind: 'no-smtp', why: error.detail as Malformation, sample };
      case 'unasked':
        return { kind: 'unasked', sample };
      case 'before-tls':
        return { kind: 'before-tls', sample };
      case 'failed':
      case 'ended':
        return { kind: 'failed', code: error.detail ?? 'EUNKNOWN' };
    }
  }
}

/** SNI carries no addresses (RFC 6066 §3); a name that the options have goes before it. */
function serverName(host: string): { readonly servername?: string } {
  return isIP(host) === 0 ? { servername: host.replace(/\.$/, '') } : {};
}

function describeTls(socket: TLSSocket): string {
  return `TLS started with cipher ${socket.getProtocol() ?? '?'}:${socket.getCipher().name}`;
}

/** What went wrong, in words; empty: nothing. */
export function describeTrouble(outcome: StepOutcome): string {
  switch (outcome.kind) {
    case 'silent':
      return `No answer in ${(outcome.waitedMs / 1000).toFixed(1)} s`;
    case 'closed':
      return 'Remote host closed connection unexpectedly.';
    case 'no-smtp':
      return `Not a reply of SMTP (${outcome.why})`;
    case 'unasked':
      return 'A reply that nothing asked for';
    case 'before-tls':
      return 'Words in clear where TLS should have begun';
    case 'failed':
      return `Connection failed (${outcome.code})`;
    case 'reply':
    case 'done':
      return '';
  }
}
