/** Syslog over UDP (RFC 5426): nobody says that a datagram arrived, only, at times, that nobody listens. */
import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { failed, reasonOf, type Sender } from '../sender.ts';
import { syslogMessage } from '../syslog-message.ts';

export interface SyslogUdpOptions {
  readonly host: string;
  readonly port: number;
  /** The HOSTNAME of the messages. */
  readonly ownName: string;
  readonly messageBytes: number;
}

/** Long enough to hear that the port is closed. */
const quietMs = 50;

export function createSyslogUdpSender({ host, port, ownName, messageBytes }: SyslogUdpOptions): Sender {
  return async ({ log, records }, signal) => {
    let socket: Socket | null = null;
    try {
      const { address } = await lookup(host);
      signal.throwIfAborted();
      socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
      const heard: Error[] = [];
      socket.on('error', (error) => heard.push(error));
      socket.connect(port, address);
      await once(socket, 'connect', { signal });
      for (const record of records) {
        await sent(socket, syslogMessage(log, record, ownName, messageBytes));
        signal.throwIfAborted();
      }
      await delay(quietMs, undefined, { signal });
      return heard[0] === undefined ? { kind: 'taken' } : failed(reasonOf(heard[0]));
    } catch (error) {
      return failed(reasonOf(error));
    } finally {
      socket?.close();
    }
  };
}

function sent(socket: Socket, message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(message, (error) => (error === null ? resolve() : reject(error)));
  });
}
