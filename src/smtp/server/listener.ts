/** A port that clients connect to: accepts, tells TLS from plain where it must, and sees connections off. */
import { createServer, type Server, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { cannotListen } from '../../lib/cannot-listen.ts';
import type { SaslMechanism } from '../sasl/mechanism.ts';
import type { ChannelBinding } from './channel-binding.ts';
import { Connection } from './connection.ts';
import type { ListenerPolicy } from './listener-policy.ts';
import type { SessionHost } from './session-host.ts';
import type { SessionObserver } from './session-observer.ts';

export interface ListenerOptions<Identity> {
  readonly address: string;
  readonly port: number;
  /** `auto`: a client that begins with a TLS handshake gets one; the others are greeted after a short wait. */
  readonly tls: 'starttls' | 'implicit' | 'auto' | 'none';
  readonly policy: ListenerPolicy;
  readonly host: SessionHost<Identity>;
  /** More connections than this are turned away by the kernel's queue. */
  readonly maximumConnections: number;
  readonly secureContext: () => SecureContext;
  readonly mechanism: (name: string, binding: ChannelBinding | null) => SaslMechanism | null;
  /** Whether a client of this address may go without TLS. */
  readonly clearTextAllowed: (address: string) => boolean;
  /** Told of faults of ours, each of which cost one connection. */
  readonly fault?: (error: unknown) => void;
  readonly observer?: SessionObserver<Identity>;
  readonly newId: () => string;
  readonly now: () => number;
}

/** First octet of a TLS record with a handshake (RFC 8446 §5.1). */
const tlsHandshake = 0x16;
/** How long `auto` waits for a client that speaks first. */
const autoDetectMs = 200;
const sweepMs = 5000;
const nobody = { isWatching: false, saw: () => undefined };

export class Listener<Identity> {
  readonly #options: ListenerOptions<Identity>;
  readonly #server: Server;
  readonly #connections = new Map<Connection<Identity>, number>();
  #sweep: NodeJS.Timeout | undefined;

  constructor(options: ListenerOptions<Identity>) {
    this.#options = options;
    this.#server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.#accept(socket));
    this.#server.maxConnections = options.maximumConnections;
  }

  get name(): string {
    return this.#options.policy.name;
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** Resolves to the port, which matters where 0 was asked for. */
  listen(): Promise<number> {
    this.#sweep = setInterval(() => this.#endOverlong(), sweepMs).unref();
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) => {
        clearInterval(this.#sweep);
        const { address, port } = this.#options;
        reject(cannotListen(address, port, cause));
      });
      this.#server.listen({ host: this.#options.address, port: this.#options.port, backlog: 1024 }, () => {
        this.#server.removeAllListeners('error');
        const bound = this.#server.address();
        resolve(typeof bound === 'object' && bound !== null ? bound.port : this.#options.port);
      });
    });
  }

  /** Takes no more clients, lets messages under way end within `graceMs`, and closes. */
  async close(graceMs: number): Promise<void> {
    clearInterval(this.#sweep);
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections.keys()) connection.end('shuttingDown');
    const force = setTimeout(() => {
      for (const connection of this.#connections.keys()) connection.destroy();
    }, graceMs);
    await closed;
    clearTimeout(force);
  }

  #accept(socket: Socket): void {
    const { tls } = this.#options;
    if (tls !== 'auto') return this.#serve(socket, tls === 'implicit');
    socket.on('error', () => socket.destroy());
    const decide = (first: Buffer | null): void => {
      clearTimeout(timer);
      socket.removeAllListeners('data');
      socket.pause();
      if (first !== null) socket.unshift(first);
      const implicitTls = first?.[0] === tlsHandshake;
      this.#serve(socket, implicitTls);
      // A TLS socket takes over what was put back; flowing on its own, it would be lost.
      if (!implicitTls) socket.resume();
    };
    const timer = setTimeout(() => decide(null), autoDetectMs);
    socket.once('data', decide);
    socket.once('close', () => clearTimeout(timer));
  }

  #serve(socket: Socket, implicitTls: boolean): void {
    if (socket.destroyed) return;
    const { policy, host, secureContext, mechanism, clearTextAllowed, newId, now, fault, observer } = this.#options;
    const connection: Connection<Identity> = new Connection(socket, {
      policy,
      host,
      secureContext,
      mechanism,
      now,
      fault: fault ?? (() => undefined),
      observer: observer ?? nobody,
      sessionId: newId(),
      clearTextAllowed: clearTextAllowed(socket.remoteAddress ?? ''),
      closed: () => this.#connections.delete(connection),
    });
    this.#connections.set(connection, now());
    connection.start(implicitTls);
  }

  #endOverlong(): void {
    const { now, policy } = this.#options;
    const earliest = now() - policy.limits.sessionMs;
    for (const [connection, since] of this.#connections) if (since < earliest) connection.end('sessionTimeout');
  }
}
