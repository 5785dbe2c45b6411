/** One client's connection: moves octets between the socket and the pure session, and carries out the session's effects. */
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { renderMultiline, renderReply, type Speaker } from '../codec/reply-writer.ts';
import { WireReader } from '../codec/wire-reader.ts';
import { lookOf, type ReplyName, type ReplyParameters } from '../replies.ts';
import type { SaslMechanism } from '../sasl/mechanism.ts';
import { channelBindingOf } from './channel-binding.ts';
import type { ListenerPolicy } from './listener-policy.ts';
import { MessageIntake } from './message-intake.ts';
import { step } from './session.ts';
import type { ClientFacts, SessionHost } from './session-host.ts';
import { type Effect, initialState, type SessionEvent, type SessionSetup, type SessionState } from './session-state.ts';

export interface ConnectionOptions<Identity> {
  readonly policy: ListenerPolicy;
  readonly host: SessionHost<Identity>;
  readonly sessionId: string;
  readonly clearTextAllowed: boolean;
  readonly secureContext: () => SecureContext;
  readonly mechanism: (name: string, binding: ReturnType<typeof channelBindingOf>) => SaslMechanism | null;
  readonly now: () => number;
  readonly closed: () => void;
}

/** What the octets that come in are: lines, text after 354, so many octets of a chunk; or nothing is read. */
type Reading =
  | { readonly kind: 'lines' | 'data' | 'nothing' }
  | { readonly kind: 'chunk'; remaining: number; readonly last: boolean };

const lines: Reading = { kind: 'lines' };
const nothing: Reading = { kind: 'nothing' };

/** How long a connection that was closed from here may linger. */
const closingMs = 5000;

export class Connection<Identity> {
  readonly #options: ConnectionOptions<Identity>;
  readonly #setup: SessionSetup;
  readonly #speaker: Speaker;
  readonly #reader = new WireReader();
  #socket: Socket;
  #state: SessionState<Identity> = initialState();
  #reading: Reading = lines;
  #intake: MessageIntake | null = null;
  #output = '';
  /** The application has let the client in, and wants to hear when it leaves. */
  #admitted = false;
  /** The service is closing; the message under way is answered first. */
  #ending = false;
  /** A refusal is held back; nothing is said or read before it is out. */
  #holding = false;
  #gone = false;

  constructor(socket: Socket, options: ConnectionOptions<Identity>) {
    const { policy, sessionId, clearTextAllowed } = options;
    this.#socket = socket;
    this.#options = options;
    this.#speaker = {
      profile: policy.profile,
      errorHost: policy.errorHost,
      mailboxHost: policy.mailboxHost,
      sessionId,
    };
    this.#setup = {
      policy,
      sessionId,
      address: socket.remoteAddress ?? '',
      clearTextAllowed,
      mechanism: (name) => options.mechanism(name, channelBindingOf(this.#socket)),
    };
  }

  /** Greets. `implicitTls`: the handshake comes first. */
  start(implicitTls: boolean): void {
    if (implicitTls) {
      this.#startTls(() => this.#greet());
    } else {
      this.#listen();
      this.#greet();
    }
  }

  /** Says goodbye and closes, once a message under way has been answered. */
  end(reply: Extract<ReplyName, 'sessionTimeout' | 'shuttingDown' | 'idleTimeout'>): void {
    if (this.#reading.kind === 'nothing' && this.#intake !== null) {
      this.#ending = true;
      return;
    }
    this.#turn({ kind: 'ended', reply });
  }

  destroy(): void {
    this.#socket.destroy();
  }

  get #client(): ClientFacts {
    const { policy, sessionId, clearTextAllowed } = this.#options;
    const { address } = this.#setup;
    const { tls, cipher, helo } = this.#state;
    return {
      sessionId,
      address,
      listener: policy.name,
      endpoint: policy.endpoint,
      clearTextAllowed,
      helo: helo ?? '',
      tls,
      cipher,
    };
  }

  #greet(): void {
    const admission = this.#options.host.connected(this.#client);
    if (admission.kind === 'refused') {
      this.#write(admission.reply, admission.parameters);
      return this.#close();
    }
    this.#admitted = true;
    const { policy, sessionId, now } = this.#options;
    this.#write('banner', {
      host: policy.host,
      date: new Date(now()).toUTCString().replace('GMT', '+0000'),
      id: sessionId,
    });
    this.#flush();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setTimeout(this.#options.policy.limits.idleMs, this.#onIdle);
    socket.on('data', this.#onData);
    socket.on('error', this.#onGone);
    socket.on('close', this.#onGone);
  }

  #unlisten(socket: Socket): void {
    socket.setTimeout(0, this.#onIdle);
    socket.off('data', this.#onData);
    socket.off('error', this.#onGone);
    socket.off('close', this.#onGone);
  }

  readonly #onIdle = (): void => this.end('idleTimeout');

  readonly #onData = (chunk: Buffer): void => {
    this.#reader.feed(chunk);
    // At most this one chunk is held while an answer is waited for.
    if (this.#reading.kind === 'nothing') this.#socket.pause();
    else this.#turn();
  };

  readonly #onGone = (): void => {
    if (this.#gone) return;
    this.#gone = true;
    this.#reading = nothing;
    this.#intake?.abort();
    this.#intake = null;
    this.#socket.destroy();
    if (this.#admitted) this.#options.host.disconnected(this.#client, this.#state.identity);
    this.#options.closed();
  };

  /**
   * One turn: what has happened, then all that has come in, until it is used up or something must be waited for; then all
   * replies in one write. A fault of ours costs this one connection, never the service.
   */
  #turn(...events: readonly SessionEvent<Identity>[]): void {
    try {
      for (const event of events) this.#apply(event);
      while (this.#reading.kind !== 'nothing' && this.#advance());
      this.#flush();
    } catch {
      this.#socket.destroy();
    }
    if (!this.#gone && this.#reading.kind !== 'nothing' && this.#socket.isPaused()) this.#socket.resume();
  }

  /** Whether there was anything to work on. */
  #advance(): boolean {
    switch (this.#reading.kind) {
      case 'lines':
        return this.#advanceLine();
      case 'data':
        return this.#advanceData();
      case 'chunk':
        return this.#advanceChunk(this.#reading);
      case 'nothing':
        return false;
    }
  }

  #advanceLine(): boolean {
    const { limits, bareLineEnds } = this.#options.policy;
    const limit = this.#state.phase.name === 'exchanging' ? limits.authLineBytes : limits.commandLineBytes;
    const result = this.#reader.takeLine(limit, bareLineEnds === 'normalise');
    if (result.kind === 'more') return false;
    if (result.kind === 'line') this.#apply({ kind: 'line', line: result.line.toString('utf8') });
    else this.#apply({ kind: result.kind === 'bare' ? 'bare-line-end' : 'line-too-long' });
    return true;
  }

  #advanceData(): boolean {
    if (this.#reader.pendingBytes === 0 || this.#intake === null) return false;
    const { rest, wait } = this.#intake.feedData(this.#reader.takeAll());
    if (rest === null) {
      this.#waitFor(wait);
      return true;
    }
    this.#reader.putBack(rest);
    this.#endMessage(this.#intake, wait);
    return true;
  }

  #advanceChunk(reading: Extract<Reading, { kind: 'chunk' }>): boolean {
    if (reading.remaining > 0) {
      if (this.#reader.pendingBytes === 0) return false;
      const octets = this.#reader.takeOctets(reading.remaining);
      reading.remaining -= octets.length;
      this.#waitFor(this.#intake?.feedChunk(octets));
      return true;
    }
    this.#reading = lines;
    const refusal = this.#intake?.refusal ?? null;
    if (reading.last && this.#intake !== null && refusal === null) this.#endMessage(this.#intake, undefined);
    else this.#apply({ kind: 'chunk-received', refusal });
    return true;
  }

  #endMessage(intake: MessageIntake, wait: Promise<void> | undefined): void {
    this.#reading = nothing;
    void (wait ?? Promise.resolve())
      .then(() => intake.end())
      .then((named) => {
        this.#intake = null;
        this.#resume({ kind: 'message-answered', ...named });
      });
  }

  /** Reads nothing before `wait` has settled: the disk is behind, and the client is slowed to its pace. */
  #waitFor(wait: Promise<void> | undefined): void {
    if (wait === undefined) return;
    const before = this.#reading;
    this.#reading = nothing;
    void wait.then(() => {
      if (this.#gone) return;
      this.#reading = before;
      this.#turn();
    });
  }

  #resume(event: SessionEvent<Identity>): void {
    if (this.#gone) return;
    this.#reading = lines;
    if (this.#ending) this.#turn(event, { kind: 'ended', reply: 'shuttingDown' });
    else this.#turn(event);
  }

  #apply(event: SessionEvent<Identity>): void {
    const { state, effects } = step(this.#setup, this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    const { host, policy } = this.#options;
    switch (effect.kind) {
      case 'reply':
        return this.#write(effect.name, effect.parameters);
      case 'ehlo':
        this.#output += renderMultiline(
          'helo',
          { host: policy.host, client: this.#setup.address },
          policy.profile,
          effect.keywords,
        );
        return;
      case 'start-tls':
        this.#flush();
        return this.#startTls(() => undefined);
      case 'look-up-scram':
        return this.#ask(host.scramCredential(effect.login), (credential) => ({
          kind: 'scram-credential',
          credential,
        }));
      case 'sign-in':
        return this.#ask(host.signIn(effect.credentials, this.#client), (answer) => ({
          kind: 'sign-in-answered',
          answer,
        }));
      case 'receive-data':
        this.#intake = this.#open(effect.envelope);
        this.#reading = { kind: 'data' };
        return;
      case 'receive-chunk':
        if (!effect.discard) this.#intake ??= this.#open(effect.envelope);
        this.#reading = { kind: 'chunk', remaining: effect.octets, last: effect.last };
        return;
      case 'abort-message':
        this.#intake?.abort();
        this.#intake = null;
        return;
      case 'close':
        return this.#close();
    }
  }

  #close(): void {
    this.#reading = nothing;
    if (this.#holding) return;
    this.#flush();
    this.#socket.end();
    // Who does not close the other half is not waited for long.
    this.#socket.setTimeout(closingMs, () => this.#socket.destroy());
  }

  #open(envelope: Extract<Effect, { kind: 'receive-data' }>['envelope']): MessageIntake {
    const { identity } = this.#state;
    if (identity === null) throw new Error('a message without an identity');
    return new MessageIntake(
      this.#options.host.message(envelope, identity, this.#client),
      this.#options.policy,
      envelope,
    );
  }

  #ask<T>(question: Promise<T>, event: (answer: T) => SessionEvent<Identity>): void {
    this.#reading = nothing;
    question.then(
      (answer) => this.#resume(event(answer)),
      () =>
        this.#resume({
          kind: 'sign-in-answered',
          answer: { kind: 'refused', reply: 'temporaryAuthenticationFailure' },
        }),
    );
  }

  #write(name: ReplyName, parameters: ReplyParameters | undefined): void {
    const { policy, now } = this.#options;
    const text = renderReply(name, parameters, this.#speaker, now());
    this.#output += text;
    if (policy.tarpitMs > 0 && lookOf(name, policy.profile).code >= 500) this.#hold(policy.tarpitMs);
  }

  /** Holds back what is said from now on, and reads nothing, for `delayMs`. */
  #hold(delayMs: number): void {
    if (this.#holding) return;
    this.#holding = true;
    const before = this.#reading.kind === 'nothing' ? lines : this.#reading;
    this.#reading = nothing;
    setTimeout(() => {
      this.#holding = false;
      if (this.#gone) return;
      if (this.#state.phase.name === 'closed') return this.#close();
      this.#reading = before;
      this.#turn();
    }, delayMs).unref();
  }

  #flush(): void {
    if (this.#output === '' || this.#gone || this.#holding) return;
    const text = this.#output;
    this.#output = '';
    if (this.#socket.write(text, 'utf8') || this.#reading.kind === 'nothing') return;
    // A client that does not read its replies is not read either.
    this.#waitFor(new Promise((resolve) => this.#socket.once('drain', resolve).once('close', resolve)));
  }

  #startTls(done: () => void): void {
    const plain = this.#socket;
    this.#unlisten(plain);
    this.#reader.discard();
    this.#reading = lines;
    const secure = new TLSSocket(plain, { isServer: true, secureContext: this.#options.secureContext() });
    plain.on('error', () => secure.destroy());
    this.#socket = secure;
    this.#listen();
    secure.once('secure', () => {
      const tls = (secure.getProtocol() ?? 'TLSv1.2') as ClientFacts['tls'];
      this.#turn({ kind: 'tls-started', tls, cipher: secure.getCipher().name });
      done();
    });
  }
}
