/** Syslog over TCP with octet counting (RFC 6587 §3.4.1) and over TLS (RFC 5425). */
import { connect, isIP, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { failed, reasonOf, type Sender, type SendResult } from '../sender.ts';
import { octetCounted, syslogMessage } from '../syslog-message.ts';

export interface SyslogStreamOptions {
  readonly host: string;
  readonly port: number;
  /** Null: TCP without TLS. Without `ca`: the authorities that Node.js trusts. */
  readonly tls: { readonly ca?: string } | null;
  /** The HOSTNAME of the messages. */
  readonly ownName: string;
  readonly messageBytes: number;
}

/** Between the last octet and our end: long enough for the end of a receiver that took the connection and let it go. */
const shortestQuietMs = 50;

/**
 * Syslog knows no acknowledgement. So each batch has a connection of its own, and counts as taken only when the receiver
 * closes after our end: with octets that nobody has read, its system resets the connection instead.
 */
export function createSyslogStreamSender(options: SyslogStreamOptions): Sender {
  const { ownName, messageBytes } = options;
  return async ({ log, records }, signal) => {
    const messages = records.map((record) => octetCounted(syslogMessage(log, record, ownName, messageBytes)));
    try {
      return await converse(options, messages.join(''), signal);
    } catch (error) {
      return failed(reasonOf(error));
    }
  };
}

async function converse(options: SyslogStreamOptions, octets: string, signal: AbortSignal): Promise<SendResult> {
  const began = performance.now();
  const socket = await opened(options, signal);
  const roundTripMs = performance.now() - began;
  let receiverEnded = false;
  let fault: Error | null = null;
  const closed = new Promise<void>((resolve) => {
    socket.once('end', () => {
      receiverEnded = true;
    });
    socket.once('error', (error) => {
      fault = error;
    });
    socket.once('close', () => resolve());
  });
  const cut = (): void => void socket.destroy(new Error('the receiver took too long'));
  signal.addEventListener('abort', cut, { once: true });
  // What a receiver says is read and forgotten: nothing is to come.
  socket.resume();
  try {
    await Promise.race([written(socket, octets), closed]);
    await Promise.race([delay(Math.max(shortestQuietMs, 2 * roundTripMs)), closed]);
    if (fault !== null) return failed(reasonOf(fault));
    if (receiverEnded || socket.destroyed) return failed('the receiver closed the connection at once');
    socket.end();
    await closed;
    if (fault !== null) return failed(reasonOf(fault));
    return receiverEnded ? { kind: 'taken' } : failed('the receiver did not close');
  } finally {
    signal.removeEventListener('abort', cut);
    socket.destroy();
  }
}

function written(socket: Socket, octets: string): Promise<void> {
  // A fault comes as an event as well.
  return new Promise((resolve) => void socket.write(octets, () => resolve()));
}

function opened({ host, port, tls }: SyslogStreamOptions, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const servername = isIP(host) === 0 ? host : '';
    const socket = tls === null ? connect(port, host) : connectTls({ host, port, servername, ...tls });
    const cut = (): void => void socket.destroy(new Error('the receiver took too long'));
    signal.addEventListener('abort', cut, { once: true });
    const settled = (): void => signal.removeEventListener('abort', cut);
    socket.once('error', (error) => {
      settled();
      reject(error);
    });
    socket.once('close', () => reject(new Error('the receiver closed the connection at once')));
    socket.once(tls === null ? 'connect' : 'secureConnect', () => {
      settled();
      resolve(socket);
    });
  });
}
