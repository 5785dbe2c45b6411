/** Puts replies of the catalogue into words and onto lines. */
import { lookOf, type Profile, type ReplyName, type ReplyParameters } from '../replies.ts';

/** Who speaks, as the square brackets at the end of a line have it (M365 §1.4). */
export interface Speaker {
  readonly profile: Profile;
  /** The host of error lines. */
  readonly errorHost: string;
  /** The host of replies of the store. */
  readonly mailboxHost: string;
  readonly sessionId: string;
}

/** The text of a reply with its codes, without the square brackets: what a later 530 quotes. */
export function replyText(name: ReplyName, profile: Profile, parameters: ReplyParameters = {}): string {
  const look = lookOf(name, profile);
  const codes = look.enhanced === '' ? `${look.code}` : `${look.code} ${look.enhanced}`;
  return `${codes} ${fill(look.text, parameters)}`;
}

/** The whole reply, CRLF included. `now` is in milliseconds since 1970. */
export function renderReply(
  name: ReplyName,
  parameters: ReplyParameters | undefined,
  speaker: Speaker,
  now: number,
): string {
  const text = replyText(name, speaker.profile, parameters);
  switch (lookOf(name, speaker.profile).suffix) {
    case 'session':
      return `${text} [${speaker.errorHost} ${new Date(now).toISOString()} ${speaker.sessionId}]\r\n`;
    case 'store':
      return `${text} [Hostname=${speaker.mailboxHost}]\r\n`;
    case 'none':
      return `${text}\r\n`;
  }
}

/** A reply of several lines: the catalogue's own first, then `lines` (RFC 5321 §4.2.1). */
export function renderMultiline(
  name: ReplyName,
  parameters: ReplyParameters,
  profile: Profile,
  lines: readonly string[],
): string {
  const code = lookOf(name, profile).code;
  const first = replyText(name, profile, parameters).slice(String(code).length + 1);
  const all = [first, ...lines];
  return all.map((line, index) => `${code}${index === all.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
}

// What a client sent must not begin a line of its own, nor fill the screen of a log.
function fill(text: string, parameters: ReplyParameters): string {
  if (!text.includes('{')) return text;
  return text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => sanitise(String(parameters[name] ?? '')));
}

function sanitise(value: string): string {
  return value.replace(/\p{Cc}/gu, '?').slice(0, 400);
}
