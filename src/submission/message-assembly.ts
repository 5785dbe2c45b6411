/** One message on its way from a door to the spool: holds the header back until it is whole, then lets the body stream. */
import { judgeSender } from '../directory/send-as.ts';
import type { BodyWriter } from '../queue/message-spool.ts';
import type { Envelope } from '../smtp/codec/envelope.ts';
import type { MessageSink, Refusal } from '../smtp/server/session-host.ts';
import { type HeaderFacts, readHeader, replaceFromAddress } from './header.ts';
import type { Submission, SubmissionResult, SubmitMessage } from './submit-message.ts';
import { mailDate } from './trace-fields.ts';

export interface AssemblyOptions extends Omit<Submission, 'header' | 'prefix'> {
  readonly body: BodyWriter;
  readonly host: string;
  /** The Received field of this door, made when the message has ended. */
  readonly received: (at: number) => string;
  readonly maximumHeaderBytes: number;
  readonly submit: SubmitMessage;
  readonly refused: (result: Extract<SubmissionResult, { kind: 'refused' }>) => void;
  readonly now: () => number;
}

/** RFC 5321 §6.3 */
const maximumHops = 100;
const emptyLine = Buffer.from('\r\n\r\n');

export class MessageAssembly implements MessageSink {
  readonly #options: AssemblyOptions;
  /** The header as far as it has come; null once it is whole. */
  #header: Buffer | null = Buffer.alloc(0);
  #facts: HeaderFacts | null = null;
  #refusal: Refusal | null = null;

  constructor(options: AssemblyOptions) {
    this.#options = options;
  }

  write(chunk: Buffer): undefined | Promise<void> {
    if (this.#refusal !== null) return undefined;
    if (this.#header === null) return this.#options.body.write(chunk);
    const soFar = this.#header.length === 0 ? chunk : Buffer.concat([this.#header, chunk]);
    const end = soFar.indexOf(emptyLine);
    if (end === -1 && soFar.length <= this.#options.maximumHeaderBytes) {
      // A copy: the chunk is a view of the socket's buffer.
      this.#header = soFar === chunk ? Buffer.from(chunk) : soFar;
      return undefined;
    }
    if (end === -1 || end > this.#options.maximumHeaderBytes) {
      this.#refusal = { kind: 'refused', reply: 'headerTooLarge' };
      this.#options.body.abort();
      return undefined;
    }
    return this.#headerEnded(soFar, end + 2);
  }

  async end(): Promise<SubmissionResult | Refusal> {
    // A message of header fields only has no empty line.
    if (this.#header !== null && this.#refusal === null) await this.#headerEnded(this.#header, this.#header.length);
    if (this.#refusal !== null || this.#facts === null)
      return this.#refusal ?? { kind: 'refused', reply: 'invalidContent' };
    const { body, submit } = this.#options;
    const facts = this.#facts;
    const result = await submit({
      ...this.#options,
      envelope: this.#envelope(),
      header: { ...facts, messageId: facts.messageId || this.#ownMessageId() },
      prefix: this.#prefix(facts),
    });
    if (result.kind === 'accepted') return result;
    this.#options.refused(result);
    body.abort();
    return result;
  }

  abort(): void {
    this.#header = Buffer.alloc(0);
    this.#options.body.abort();
  }

  #headerEnded(message: Buffer, headerBytes: number): undefined | Promise<void> {
    this.#header = null;
    const header = message.toString('latin1', 0, headerBytes);
    const facts = readHeader(header);
    this.#facts = facts;
    if (facts.hops > maximumHops) this.#refusal = { kind: 'refused', reply: 'mailboxLoop' };
    const primary = this.#primaryFor(facts.from[0] ?? '');
    if (primary === null) return this.#options.body.write(message);
    const rewritten = Buffer.from(replaceFromAddress(header, facts.from[0] ?? '', primary), 'latin1');
    return this.#options.body.write(Buffer.concat([rewritten, message.subarray(headerBytes)]));
  }

  // M365 R13: with SendFromAliasEnabled off, an alias becomes the primary address.
  #primaryFor(address: string): string | null {
    const verdict = judgeSender(address, this.#options.submitter.rights);
    return verdict.kind === 'rewrite' ? verdict.to : null;
  }

  #envelope(): Envelope {
    const { envelope } = this.#options;
    const primary = this.#primaryFor(envelope.reversePath);
    return primary === null ? envelope : { ...envelope, reversePath: primary };
  }

  #ownMessageId(): string {
    return `${this.#options.id}@${this.#options.host}`;
  }

  // RFC 6409 §8: what every message must have and devices leave out.
  #prefix(facts: HeaderFacts): string {
    const { received, submitter, now } = this.#options;
    const at = now();
    let prefix = received(at);
    if (facts.from.length === 0) prefix += `From: <${submitter.rights.primary}>\r\n`;
    if (!facts.hasDate) prefix += `Date: ${mailDate(at)}\r\n`;
    if (facts.messageId === '') prefix += `Message-ID: <${this.#ownMessageId()}>\r\n`;
    return prefix;
  }
}
