/** What ties a SCRAM-SHA-256-PLUS exchange to the TLS connection that it runs in. */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

export interface ChannelBinding {
  readonly type: 'tls-exporter';
  readonly data: Buffer;
}

/** RFC 9266 §2, for TLS 1.3; null where there is none. */
export function channelBindingOf(socket: Socket): ChannelBinding | null {
  if (!(socket instanceof TLSSocket) || socket.getProtocol() !== 'TLSv1.3') return null;
  return { type: 'tls-exporter', data: socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0)) };
}
