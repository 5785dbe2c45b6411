/** One client's connection: moves octets between the socket and the pure session, and carries out the session's effects. */
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { ReplyName, ReplyParameters } from '../replies.ts';
import type { SaslMechanism } from '../sasl/mechanism.ts';
import { channelBindingOf } from './channel-binding.ts';
import { Input, type InputStep } from './input.ts';
import type { ListenerPolicy } from './listener-policy.ts';
import { MessageIntake } from './message-intake.ts';
import { Output } from './output.ts';
import { step } from './session.ts';
import type { ClientFacts, SessionHost } from './session-host.ts';
import type { SessionObserver, Sight } from './session-observer.ts';
import { type Effect, initialState, type SessionEvent, type SessionSetup, type SessionState } from './session-state.ts';
import { shownCommand, shownReply } from './shown-line.ts';

export interface ConnectionOptions<Identity> {
  readonly policy: ListenerPolicy;
  readonly host: SessionHost<Identity>;
  readonly sessionId: string;
  readonly clearTextAllowed: boolean;
  readonly secureContext: () => SecureContext;
  readonly mechanism: (name: string, binding: ReturnType<typeof channelBindingOf>) => SaslMechanism | null;
  readonly now: () => number;
  readonly closed: () => void;
  /** Told of a fault of ours, which cost this connection. */
  readonly fault: (error: unknown) => void;
  readonly observer: SessionObserver<Identity>;
}

/** How long a connection that was closed from here may linger. */
const closingMs = 5000;

export class Connection<Identity> {
  readonly #options: ConnectionOptions<Identity>;
  readonly #setup: SessionSetup;
  readonly #input: Input;
  readonly #output: Output;
  #socket: Socket;
  #state: SessionState<Identity> = initialState();
  /** Things that are waited for: an answer of the application, the disk, the client, the tarpit. Nothing is read meanwhile. */
  #waits = 0;
  /** The application has let the client in, and wants to hear when it leaves. */
  #admitted = false;
  /** The service is closing; the message under way is answered first. */
  #ending = false;
  /** A refusal is held back, and what is said after it too. */
  #holding = false;
  #closing = false;
  #gone = false;

  constructor(socket: Socket, options: ConnectionOptions<Identity>) {
    const { policy, sessionId, clearTextAllowed } = options;
    this.#socket = socket;
    this.#options = options;
    this.#input = new Input(policy);
    const { profile, errorHost, mailboxHost } = policy;
    this.#output = new Output({ profile, errorHost, mailboxHost, sessionId });
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
    if (this.#options.observer.isWatching) this.#show('session', `Connected from ${this.#setup.address}`);
    if (implicitTls) {
      this.#startTls(() => this.#greet());
    } else {
      this.#listen();
      this.#greet();
    }
  }

  /** Says goodbye and closes, once a message under way has been answered. */
  end(reply: Extract<ReplyName, 'sessionTimeout' | 'shuttingDown' | 'idleTimeout'>): void {
    if (this.#input.isEnding) this.#ending = true;
    else this.#turn({ kind: 'ended', reply });
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
      this.#say(admission.reply, admission.parameters);
      return this.#close();
    }
    this.#admitted = true;
    const { policy, sessionId, now } = this.#options;
    this.#say('banner', {
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
    this.#input.feed(chunk);
    // At most this one chunk is held while something is waited for.
    if (this.#waits > 0 || this.#closing) this.#socket.pause();
    else this.#turn();
  };

  readonly #onGone = (): void => {
    if (this.#gone) return;
    this.#gone = true;
    this.#input.abort();
    this.#socket.destroy();
    if (this.#options.observer.isWatching) this.#show('end', 'Connection closed');
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
      while (this.#mayRead && this.#advance(this.#input.next(this.#state.phase.name === 'exchanging')));
      this.#flush();
    } catch (error) {
      this.#options.fault(error);
      this.#socket.destroy();
    }
    if (this.#mayRead && this.#socket.isPaused()) this.#socket.resume();
  }

  get #mayRead(): boolean {
    return this.#waits === 0 && !this.#closing && !this.#gone;
  }

  /** Whether there was anything to work on. */
  #advance(come: InputStep): boolean {
    if (this.#options.observer.isWatching) this.#showInput(come);
    switch (come.kind) {
      case 'nothing':
        return false;
      case 'taken':
        if (come.wait !== undefined) this.#waitFor(come.wait, () => this.#turn());
        return true;
      case 'message-ended':
        this.#waitFor(come.answer, (answer) => {
          const answered = { kind: 'message-answered', ...answer } as const;
          if (this.#ending) this.#turn(answered, { kind: 'ended', reply: 'shuttingDown' });
          else this.#turn(answered);
        });
        return true;
      case 'line':
      case 'line-too-long':
      case 'bare-line-end':
      case 'chunk-received':
        this.#apply(come);
        return true;
    }
  }

  /** Reads nothing before `promise`, which never rejects, has settled; what comes after it is not done for a client that left. */
  #waitFor<T>(promise: Promise<T>, then: (value: T) => void): void {
    this.#waits += 1;
    void promise.then((value) => {
      this.#waits -= 1;
      if (!this.#gone) then(value);
    });
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
        return this.#say(effect.name, effect.parameters);
      case 'ehlo':
        return this.#output.sayLines('helo', { host: policy.host, client: this.#setup.address }, effect.keywords);
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
        return this.#input.receiveData(this.#open(effect.envelope));
      case 'receive-chunk':
        return this.#input.receiveChunk(
          effect.octets,
          effect.last,
          effect.discard ? null : () => this.#open(effect.envelope),
        );
      case 'abort-message':
        return this.#input.abort();
      case 'close':
        return this.#close();
    }
  }

  #close(): void {
    this.#closing = true;
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
    const failed = {
      kind: 'sign-in-answered',
      answer: { kind: 'refused', reply: 'temporaryAuthenticationFailure' },
    } as const;
    this.#waitFor(
      question.then(event, () => failed),
      (answered) => this.#turn(answered),
    );
  }

  #say(name: ReplyName, parameters?: ReplyParameters): void {
    const { policy, now } = this.#options;
    const refused = this.#output.say(name, parameters, now());
    if (refused && policy.tarpitMs > 0) this.#hold(policy.tarpitMs);
  }

  /** Holds back what is said from now on, and reads nothing, for `delayMs`. */
  #hold(delayMs: number): void {
    if (this.#holding) return;
    this.#holding = true;
    this.#waitFor(sleep(delayMs, undefined, { ref: false }), () => {
      this.#holding = false;
      if (this.#closing) this.#close();
      else this.#turn();
    });
  }

  #flush(): void {
    if (this.#gone || this.#holding) return;
    const text = this.#output.take();
    if (text !== '' && this.#options.observer.isWatching) {
      for (const line of text.trimEnd().split('\r\n')) this.#show('server', shownReply(line));
    }
    if (text === '' || this.#socket.write(text, 'utf8') || this.#closing) return;
    // A client that does not read its replies is not read either.
    const read = new Promise<void>((resolve) => {
      this.#socket.once('drain', resolve).once('close', resolve);
    });
    this.#waitFor(read, () => this.#turn());
  }

  #showInput(come: InputStep): void {
    if (come.kind === 'line') this.#show('client', shownCommand(come.line, this.#state.phase.name === 'exchanging'));
    else if (come.kind === 'line-too-long') this.#show('session', 'A line that is too long');
    else if (come.kind === 'bare-line-end') this.#show('session', 'A line with a bare CR or LF');
    else if (come.kind === 'chunk-received' || come.kind === 'message-ended')
      this.#show('client', `[${this.#input.bodyBytes} octets of a message]`);
  }

  #show(by: Sight['by'], text: string): void {
    const { observer, sessionId, policy, now } = this.#options;
    const { identity, tls } = this.#state;
    const { address } = this.#setup;
    const sight = { sessionId, address, listener: policy.name, at: now(), by, tls: tls !== 'none', text };
    observer.saw(sight, identity);
  }

  #startTls(done: () => void): void {
    const plain = this.#socket;
    this.#unlisten(plain);
    this.#input.discard();
    const secure = new TLSSocket(plain, { isServer: true, secureContext: this.#options.secureContext() });
    plain.on('error', () => secure.destroy());
    this.#socket = secure;
    this.#listen();
    secure.once('secure', () => {
      const tls = (secure.getProtocol() ?? 'TLSv1.2') as ClientFacts['tls'];
      const cipher = secure.getCipher().name;
      if (this.#options.observer.isWatching) this.#show('session', `TLS started: ${tls}, ${cipher}`);
      this.#turn({ kind: 'tls-started', tls, cipher });
      done();
    });
  }
}
