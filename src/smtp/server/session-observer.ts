/** Somebody who looks on at sessions while they happen. */

export interface SessionObserver<Identity> {
  /** False: nobody looks on, and nothing is made for them. */
  readonly isWatching: boolean;
  /** `identity`: who has signed in, if anybody. */
  saw(sight: Sight, identity: Identity | null): void;
}

/** One thing that happened in a session. */
export interface Sight {
  readonly sessionId: string;
  readonly address: string;
  readonly listener: string;
  readonly at: number;
  /** `session`: nothing that was said; `end`: the last thing of all. */
  readonly by: 'client' | 'server' | 'session' | 'end';
  readonly tls: boolean;
  /** Without secrets, without the message, without a line end. */
  readonly text: string;
}
