/** What was seen of a server: plain data, without secrets. Rules make findings of it. */
import type { HostKind } from './host-kind.ts';

export interface NameFacts {
  readonly kind: HostKind;
  /** As the system gave them. */
  readonly addresses: readonly string[];
  readonly alias: string | null;
  /** The system's code; null: there are addresses. */
  readonly failure: string | null;
  readonly tookMs: number;
}

export interface Reached {
  readonly port: number;
  readonly address: string;
  /** The system's code; null: it took the connection. */
  readonly failure: string | null;
  readonly tookMs: number;
}

export interface WireFacts {
  readonly host: string;
  /** The port that was spoken to, or was to be. */
  readonly port: number;
  readonly startedAt: number;
  readonly tookMs: number;
  readonly limitMs: number;
  readonly names: NameFacts;
  readonly reach: readonly Reached[];
}
