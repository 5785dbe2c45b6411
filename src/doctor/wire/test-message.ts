/** A message that is sent to see it arrive: small, plain, with a mark by which it is found again. */
import { randomBytes } from 'node:crypto';
import { isReply, linesOf } from './open-session.ts';
import type { Talk } from './talk.ts';
import type { StepOutcome } from './wire-facts.ts';

export interface TestMessage {
  readonly mark: string;
  /** Header and text, with the final dot. */
  readonly text: string;
}

export function makeTestMessage(from: string, to: string, now: Date): TestMessage {
  const mark = `postern-doctor-${randomBytes(8).toString('hex')}`;
  const lines = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: Test message of the doctor, ${mark}`,
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mark}@doctor.invalid>`,
    // RFC 3834 §5: nobody answers it by itself.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This message was sent by "postern doctor" to see whether mail goes out. Nothing has to be done.',
    mark,
    '.',
    '',
  ];
  return { mark, text: lines.join('\r\n') };
}

/** DATA and the message; the reply to its final dot. */
export async function handOver(talk: Talk, { text }: TestMessage): Promise<StepOutcome> {
  const asked = await talk.ask('data', 'DATA');
  return isReply(asked, 354) ? talk.hand(text) : asked;
}

/** How servers name a message that they took: Postern and Exchange Online, Exchange's relay, Postfix, Exim, others. */
const patterns: readonly RegExp[] = [
  /queued as ([\w.-]{4,64})/i,
  /\bid=([\w-]{6,64})/i,
  /<([^<>\s]{4,200})>/,
  /\bInternalId=(\d+)/i,
  /\b(?:ok|accepted|queued)\b.*?\b((?=[\w-]*\d)[\w-]{6,64})/i,
];

/** Null: the reply names none. */
export function queueIdIn(outcome: StepOutcome): string | null {
  if (!isReply(outcome, 250)) return null;
  const text = linesOf(outcome).join(' ');
  for (const pattern of patterns) {
    const id = pattern.exec(text)?.[1];
    if (id !== undefined) return id;
  }
  return null;
}
