/** One connection to a server: a line out, a reply in, each within its time. */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, TLSSocket } from 'node:tls';
import { createReplyReader, type Malformation, type Reply } from '../codec/reply-reader.ts';

/** What ended a conversation. */
export type FailureKind =
  /** Nothing came in time. */
  | 'timeout'
  | 'closed'
  /** `detail` is the system's or OpenSSL's code. */
  | 'failed'
  /** `detail` is the `Malformation`. */
  | 'malformed'
  /** More replies than commands. */
  | 'unasked'
  /** Words in clear between the 220 to STARTTLS and the handshake. */
  | 'before-tls'
  /** By this side. */
  | 'ended';

/** The connection is of no more use. The message names no secret: only what happened. */
export class ConversationFailure extends Error {
  readonly kind: FailureKind;
  readonly detail: string | null;
  constructor(message: string, kind: FailureKind = 'ended', detail: string | null = null) {
    super(message);
    this.kind = kind;
    this.detail = detail;
  }
}

/** No command draws so many replies that nobody asked for. */
const maximumUnread = 4;

export class Conversation {
  readonly #host: string;
  #socket: Socket;
  #reader = createReplyReader();
  #unread: Reply[] = [];
  #failure: ConversationFailure | null = null;
  #changed: () => void = () => undefined;
  #encrypted = false;
  readonly #heard: (octets: Buffer) => void;

  /** `heard`: gets every octet of the server's before it is read. */
  constructor(
    host: string,
    port: number,
    implicitTls: ConnectionOptions | null,
    heard: (octets: Buffer) => void = () => undefined,
  ) {
    this.#host = host;
    this.#heard = heard;
    this.#socket =
      implicitTls === null
        ? connectTcp({ host, port })
        : connectTls({ ...implicitTls, ...this.#serverName(implicitTls), host, port });
    this.#listen();
  }

  get encrypted(): boolean {
    return this.#encrypted;
  }

  /** What is known of the TLS under it; null: there is none. */
  get tls(): TLSSocket | null {
    return this.#socket instanceof TLSSocket ? this.#socket : null;
  }

  async connected(timeoutMs: number): Promise<void> {
    const implicit = 'encrypted' in this.#socket;
    await this.#event(implicit ? 'secureConnect' : 'connect', timeoutMs);
    this.#encrypted = implicit;
  }

  /** Turns to TLS after the 220 to STARTTLS. */
  async encrypt(options: ConnectionOptions, timeoutMs: number): Promise<void> {
    // RFC 3207 §4.2, §6: what came in the clear after the 220 must not be taken for the server's word.
    if (this.#unread.length > 0) throw this.#fail('data before the TLS handshake', 'before-tls');
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#reader = createReplyReader();
    this.#socket = connectTls({ ...options, ...this.#serverName(options), socket: plain });
    this.#listen();
    await this.#event('secureConnect', timeoutMs);
    this.#encrypted = true;
  }

  async command(line: string, timeoutMs: number): Promise<Reply> {
    if (/[\r\n\0]/.test(line)) throw this.#fail('a command of more than one line');
    if (this.#unread.length > 0) throw this.#fail('a reply to no command', 'unasked');
    await this.send(Buffer.from(`${line}\r\n`), timeoutMs);
    return this.reply(timeoutMs);
  }

  async reply(timeoutMs: number): Promise<Reply> {
    await this.#until(() => this.#unread.length > 0, timeoutMs);
    const reply = this.#unread.shift();
    if (reply === undefined) throw this.#fail('no reply');
    return reply;
  }

  /** A reply that is already here; null: none. */
  early(): Reply | null {
    return this.#unread.shift() ?? null;
  }

  async send(octets: Buffer, timeoutMs: number): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    if (!this.#socket.write(octets)) await this.#event('drain', timeoutMs);
  }

  /** Ends it, whatever is under way. */
  destroy(reason: string): void {
    this.#fail(reason);
  }

  #serverName(options: ConnectionOptions): ConnectionOptions {
    // Certificates are checked against the host asked for; SNI carries no addresses (RFC 6066 §3).
    return isIP(this.#host) === 0 ? { servername: options.servername ?? this.#host } : { host: this.#host };
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('data', (chunk: Buffer) => {
      this.#heard(chunk);
      const result = this.#reader.read(chunk);
      if (result.kind === 'malformed') this.#fail('malformed reply', 'malformed', result.why satisfies Malformation);
      else this.#unread.push(...result.replies);
      if (this.#unread.length > maximumUnread) this.#fail('too many replies', 'unasked');
      this.#changed();
    });
    socket.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) =>
      this.#fail(`connection failed (${code})`, 'failed', code),
    );
    socket.on('close', () => this.#fail('connection closed', 'closed'));
  }

  #fail(reason: string, kind: FailureKind = 'ended', detail: string | null = null): ConversationFailure {
    this.#failure ??= new ConversationFailure(reason, kind, detail);
    this.#socket.destroy();
    this.#changed();
    return this.#failure;
  }

  async #event(name: string, timeoutMs: number): Promise<void> {
    let happened = false;
    this.#socket.once(name, () => {
      happened = true;
      this.#changed();
    });
    await this.#until(() => happened, timeoutMs);
  }

  /** One waits at a time: the conversation is in lock step. */
  async #until(done: () => boolean, timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => this.#fail('timeout', 'timeout'), timeoutMs);
    try {
      while (!done()) {
        if (this.#failure !== null) throw this.#failure;
        const { promise, resolve } = Promise.withResolvers<void>();
        this.#changed = resolve;
        await promise;
      }
    } finally {
      clearTimeout(timer);
    }
  }
}
