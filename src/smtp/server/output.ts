/** What is said, gathered so that the replies of one turn go out in one write. Knows no socket. */
import { renderMultiline, renderReply, type Speaker } from '../codec/reply-writer.ts';
import { lookOf, type ReplyName, type ReplyParameters } from '../replies.ts';

export class Output {
  readonly #speaker: Speaker;
  #text = '';

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  /** Whether it was a refusal for good, which a tarpit holds back. */
  say(name: ReplyName, parameters: ReplyParameters | undefined, now: number): boolean {
    this.#text += renderReply(name, parameters, this.#speaker, now);
    return lookOf(name, this.#speaker.profile).code >= 500;
  }

  sayLines(name: ReplyName, parameters: ReplyParameters, lines: readonly string[]): void {
    this.#text += renderMultiline(name, parameters, this.#speaker.profile, lines);
  }

  /** All that has been said since the last time. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
