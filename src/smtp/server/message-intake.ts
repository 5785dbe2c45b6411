/** Takes one message off the wire into the application's sink, and holds it to the rules of the listener on the way. */
import { DataDecoder } from '../codec/data-decoder.ts';
import type { Envelope } from '../codec/envelope.ts';
import { LineEndChecker } from '../codec/line-end-checker.ts';
import type { ReplyName, ReplyParameters } from '../replies.ts';
import type { ListenerPolicy } from './listener-policy.ts';
import type { MessageSink } from './session-host.ts';

export interface NamedReply {
  readonly reply: ReplyName;
  readonly parameters?: ReplyParameters;
}

export class MessageIntake {
  readonly #sink: MessageSink;
  readonly #policy: ListenerPolicy;
  readonly #decoder: DataDecoder;
  readonly #lineEnds: LineEndChecker | null;
  #sizeBytes = 0;
  #refusal: NamedReply | null = null;
  #wait: Promise<void> | undefined;

  constructor(sink: MessageSink, policy: ListenerPolicy, envelope: Envelope) {
    this.#sink = sink;
    this.#policy = policy;
    this.#decoder = new DataDecoder({
      maximumLineBytes: policy.limits.textLineBytes,
      bareLineEnds: policy.bareLineEnds,
    });
    this.#lineEnds = envelope.body === 'BINARYMIME' ? null : new LineEndChecker();
  }

  /** Why the message will not be taken; null while it may be. */
  get refusal(): NamedReply | null {
    return this.#refusal;
  }

  /** Feeds what followed 354. `rest` is what follows the end of the message, null before it. */
  feedData(input: Buffer): { readonly rest: Buffer | null; readonly wait: Promise<void> | undefined } {
    this.#wait = undefined;
    const rest = this.#decoder.feed(input, this.#take);
    const { fault } = this.#decoder;
    if (fault !== null && this.#refusal === null) {
      this.#refuse(
        fault === 'bare-line-end'
          ? { reply: 'bareLineEnd' }
          : { reply: 'textLineTooLong', parameters: { limit: this.#policy.limits.textLineBytes } },
      );
    }
    return { rest, wait: this.#wait };
  }

  /** Feeds octets of a BDAT chunk. */
  feedChunk(octets: Buffer): Promise<void> | undefined {
    this.#wait = undefined;
    this.#lineEnds?.feed(octets);
    // What BDAT lets in would go out by DATA elsewhere: the same rule for both doors.
    if (this.#lineEnds?.sawBareLineEnd(false)) this.#refuse({ reply: 'bareLineEnd' });
    this.#take(octets);
    return this.#wait;
  }

  /** The message is whole: the application's answer, or the rule that it broke. Never throws. */
  async end(): Promise<NamedReply> {
    if (this.#lineEnds?.sawBareLineEnd(true)) this.#refuse({ reply: 'bareLineEnd' });
    if (this.#refusal !== null) return this.#refusal;
    try {
      const answer = await this.#sink.end();
      if (answer.kind === 'refused') {
        const { reply, parameters } = answer;
        return parameters === undefined ? { reply } : { reply, parameters };
      }
      return { reply: 'accepted', parameters: { message: answer.messageId, mailboxHost: this.#policy.mailboxHost } };
    } catch {
      return { reply: 'localError' };
    }
  }

  /** Nothing of the message is kept. Safe to call twice. */
  abort(): void {
    this.#refusal ??= { reply: 'localError' };
    this.#sink.abort();
  }

  readonly #take = (piece: Buffer): void => {
    if (this.#refusal !== null) return;
    this.#sizeBytes += piece.length;
    if (this.#sizeBytes > this.#policy.limits.messageBytes) {
      this.#refuse({ reply: 'messageTooLarge' });
      return;
    }
    const written = this.#sink.write(piece);
    if (written === undefined) return;
    const settled = written.catch(() => this.#refuse({ reply: 'localError' }));
    this.#wait = this.#wait === undefined ? settled : Promise.all([this.#wait, settled]).then(() => undefined);
  };

  #refuse(refusal: NamedReply): void {
    if (this.#refusal !== null) return;
    this.#refusal = refusal;
    this.#sink.abort();
  }
}
