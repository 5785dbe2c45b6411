/** Answers what came to an HTTP door and is no request that can be read: no door is known of it, so it gets the shape of all others, RFC 9457. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** By the code of Node's parser. */
const refusals: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_INVALID_METHOD: [501, 'the method is not known here'],
  HPE_HEADER_OVERFLOW: [431, 'the header of the request is too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not come in time'],
};

export function refuseUnparsed(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = refusals[error.code ?? ''] ?? [400, 'this is no request of HTTP'];
  const title = STATUS_CODES[status] ?? 'Error';
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  const head = `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  if (socket.writable) socket.write(head + body);
  socket.destroy(error);
}
