/** What comes in, as events of the session: lines, the text after 354, the octets of chunks. Knows no socket. */
import { WireReader } from '../codec/wire-reader.ts';
import type { ListenerPolicy } from './listener-policy.ts';
import type { MessageIntake, NamedReply } from './message-intake.ts';

/** What the octets are just now. */
type Mode =
  | { readonly kind: 'lines' }
  | { readonly kind: 'data'; readonly intake: MessageIntake }
  /** `intake` null: the octets are thrown away. */
  | { readonly kind: 'chunk'; readonly intake: MessageIntake | null; remaining: number; readonly last: boolean }
  /** The message is whole, and is being answered for. */
  | { readonly kind: 'ending' };

export type InputStep =
  /** There is nothing to work on. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'line'; readonly line: string }
  /** `isAuth`: one of an AUTH exchange, or the command that begins it. */
  | { readonly kind: 'line-too-long'; readonly isAuth: boolean }
  | { readonly kind: 'bare-line-end' }
  /** Octets went into the message; nothing more may be taken before `wait` has settled. */
  | { readonly kind: 'taken'; readonly wait: Promise<void> | undefined }
  | { readonly kind: 'chunk-received'; readonly refusal: NamedReply | null }
  /** The message is whole; `answer` says what became of it. */
  | { readonly kind: 'message-ended'; readonly answer: Promise<NamedReply> };

const lines: Mode = { kind: 'lines' };
const nothing: InputStep = { kind: 'nothing' };

export class Input {
  readonly #policy: ListenerPolicy;
  readonly #reader = new WireReader();
  #mode: Mode = lines;
  #intake: MessageIntake | null = null;
  #bodyBytes = 0;
  /** Of the line under way. */
  #isAuth = false;

  constructor(policy: ListenerPolicy) {
    this.#policy = policy;
  }

  /** A message has come in whole and waits for its answer. */
  get isEnding(): boolean {
    return this.#mode.kind === 'ending';
  }

  /** Octets that came in of the message or the chunk under way. */
  get bodyBytes(): number {
    return this.#bodyBytes;
  }

  feed(octets: Buffer): void {
    this.#reader.feed(octets);
  }

  /** RFC 3207 §4.2: what came in clear before TLS is not heard after it. */
  discard(): void {
    this.#reader.discard();
    this.#mode = lines;
  }

  receiveData(intake: MessageIntake): void {
    this.#intake = intake;
    this.#bodyBytes = 0;
    this.#mode = { kind: 'data', intake };
  }

  /** The octets of one chunk; `open` makes the message where this is its first, null: they are thrown away. */
  receiveChunk(octets: number, last: boolean, open: (() => MessageIntake) | null): void {
    if (open !== null) this.#intake ??= open();
    this.#bodyBytes = 0;
    this.#mode = { kind: 'chunk', intake: this.#intake, remaining: octets, last };
  }

  /** Nothing is kept of a message under way. */
  abort(): void {
    this.#intake?.abort();
    this.#intake = null;
  }

  /** `inExchange`: the next line is one of an AUTH exchange. */
  next(inExchange: boolean): InputStep {
    switch (this.#mode.kind) {
      case 'lines':
        return this.#nextLine(inExchange);
      case 'data':
        return this.#nextData(this.#mode.intake);
      case 'chunk':
        return this.#nextOctets(this.#mode);
      case 'ending':
        return nothing;
    }
  }

  #nextLine(inExchange: boolean): InputStep {
    const { limits, bareLineEnds } = this.#policy;
    // RFC 4954 §4: an initial response may make the command as long as a line of the exchange.
    this.#isAuth = inExchange || (this.#reader.begins('AUTH ') ?? this.#isAuth);
    const limit = this.#isAuth ? limits.authLineBytes : limits.commandLineBytes;
    const result = this.#reader.takeLine(limit, bareLineEnds === 'normalise');
    switch (result.kind) {
      case 'more':
        return nothing;
      case 'line':
        return { kind: 'line', line: result.line.toString('utf8') };
      case 'bare':
        return { kind: 'bare-line-end' };
      case 'too-long':
        return { kind: 'line-too-long', isAuth: this.#isAuth };
    }
  }

  #nextData(intake: MessageIntake): InputStep {
    if (this.#reader.pendingBytes === 0) return nothing;
    const octets = this.#reader.takeAll();
    const { rest, wait } = intake.feedData(octets);
    this.#bodyBytes += octets.length - (rest?.length ?? 0);
    if (rest === null) return { kind: 'taken', wait };
    this.#reader.putBack(rest);
    return this.#end(intake, wait);
  }

  #nextOctets(mode: Extract<Mode, { kind: 'chunk' }>): InputStep {
    const { intake, last } = mode;
    if (mode.remaining > 0) {
      if (this.#reader.pendingBytes === 0) return nothing;
      const octets = this.#reader.takeOctets(mode.remaining);
      mode.remaining -= octets.length;
      this.#bodyBytes += octets.length;
      return { kind: 'taken', wait: intake?.feedChunk(octets) };
    }
    const refusal = intake?.refusal ?? null;
    if (last && intake !== null && refusal === null) return this.#end(intake, undefined);
    this.#mode = lines;
    return { kind: 'chunk-received', refusal };
  }

  #end(intake: MessageIntake, wait: Promise<void> | undefined): InputStep {
    this.#mode = { kind: 'ending' };
    return { kind: 'message-ended', answer: this.#answer(intake, wait) };
  }

  async #answer(intake: MessageIntake, wait: Promise<void> | undefined): Promise<NamedReply> {
    if (wait !== undefined) await wait;
    const answer = await intake.end();
    this.#intake = null;
    this.#mode = lines;
    return answer;
  }
}
