/** One line of a session as those who watch get it, in the notation of swaks. Pure. */
import type { Sight } from '../smtp/server/session-observer.ts';

export interface WatchedLine {
  readonly at: number;
  readonly sessionId: string;
  readonly address: string;
  readonly listener: string;
  /** Marker and text: ` ~> MAIL FROM:<a@x.example>`. */
  readonly line: string;
}

export function watchedLine({ at, sessionId, address, listener, by, tls, text }: Sight): WatchedLine {
  return { at, sessionId, address, listener, line: swaksLine(by, tls, text) };
}

/** A line with its marker, as swaks writes it. */
export function swaksLine(by: Sight['by'], tls: boolean, text: string): string {
  return markerOf(by, tls, text) + text;
}

/** As the client sees it: ` -> ` is what it says, `<-  ` what it hears, `<** ` a refusal; `~` under TLS. */
function markerOf(by: Sight['by'], tls: boolean, text: string): string {
  if (by === 'session' || by === 'end') return '=== ';
  if (by === 'client') return tls ? ' ~> ' : ' -> ';
  const refused = /^[45]/.test(text);
  if (tls) return refused ? '<~* ' : '<~  ';
  return refused ? '<** ' : '<-  ';
}
