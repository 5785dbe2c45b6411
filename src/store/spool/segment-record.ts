/** How a message lies in a segment: a fixed head, then JSON, then the octets. */
import { crc32 } from 'node:zlib';
import type { AcceptedMessage } from '../../queue/accepted-message.ts';

/** Head: magic (4), octets of JSON (4), octets of body (4), CRC-32 of JSON and body (4). */
export const headBytes = 16;
const magic = 0x504f_5354;
export const magicBytes: Buffer = Buffer.from('POST');
/** No record is larger: what a torn head claims must not be believed. */
const maximumPartBytes = 64 * 1024 * 1024;

export interface RecordMetadata {
  readonly message: AcceptedMessage;
  /** Name of the file with the rest of the body, and its size; null: the body is all here. */
  readonly large: { readonly file: string; readonly sizeBytes: number } | null;
}

export interface Head {
  readonly jsonBytes: number;
  readonly bodyBytes: number;
  readonly checksum: number;
}

export function encodeRecord(metadata: RecordMetadata, body: readonly Uint8Array[]): Buffer {
  const json = Buffer.from(JSON.stringify(metadata));
  const record = Buffer.concat([Buffer.alloc(headBytes), json, ...body]);
  record.writeUInt32BE(magic, 0);
  record.writeUInt32BE(json.length, 4);
  record.writeUInt32BE(record.length - headBytes - json.length, 8);
  record.writeUInt32BE(crc32(record.subarray(headBytes)), 12);
  return record;
}

/** Null: there is no record here. */
export function decodeHead(head: Buffer): Head | null {
  if (head.length < headBytes || head.readUInt32BE(0) !== magic) return null;
  const jsonBytes = head.readUInt32BE(4);
  const bodyBytes = head.readUInt32BE(8);
  if (jsonBytes > maximumPartBytes || bodyBytes > maximumPartBytes) return null;
  return { jsonBytes, bodyBytes, checksum: head.readUInt32BE(12) };
}

/** Null: torn, or altered. */
export function decodeContent(head: Head, content: Buffer): RecordMetadata | null {
  if (content.length !== head.jsonBytes + head.bodyBytes || crc32(content) !== head.checksum) return null;
  return JSON.parse(content.toString('utf8', 0, head.jsonBytes)) as RecordMetadata;
}
