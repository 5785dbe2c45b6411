/** Sign-ins under way, in memory: what a person has proven so far. A restart of the service begins them anew. */

import { createBoundedMap } from '../../lib/bounded-map.ts';
import type { Clock } from '../../lib/clock.ts';
import type { InteractiveProof } from './decide-interactive.ts';

/** Made by the first right factor; it says so much only as was proven. */
export interface Flow {
  readonly userId: string;
  readonly correlationId: string;
  readonly startedAt: number;
  readonly first: 'password' | 'passkey';
  readonly second: InteractiveProof['second'];
  /** Codes and passkeys that were tried. */
  readonly tries: number;
}

export interface Flows {
  find(id: string): Flow | null;
  keep(id: string, flow: Flow): void;
  forget(id: string): void;
  /** A new question for an authenticator takes the place of the one before. */
  ask(id: string, challenge: string): void;
  /** The question of `id`, once. */
  takeQuestion(id: string): string | null;
}

/** Flows at once; the one that nobody touched for longest makes room. */
const maximumFlows = 10_000;
const lifetimeMs = 30 * 60_000;
const questionMs = 5 * 60_000;

export function createFlows(clock: Clock): Flows {
  const flows = createBoundedMap<string, Flow>(maximumFlows);
  // Apart from the flows, since anybody can make one of these.
  const questions = createBoundedMap<string, { readonly challenge: string; readonly askedAt: number }>(maximumFlows);
  return {
    find(id) {
      const flow = flows.get(id);
      if (flow === undefined) return null;
      if (clock() - flow.startedAt < lifetimeMs) return flow;
      flows.delete(id);
      return null;
    },
    keep: (id, flow) => flows.set(id, flow),
    forget(id) {
      flows.delete(id);
      questions.delete(id);
    },
    ask: (id, challenge) => questions.set(id, { challenge, askedAt: clock() }),
    takeQuestion(id) {
      const question = questions.get(id);
      questions.delete(id);
      return question !== undefined && clock() - question.askedAt < questionMs ? question.challenge : null;
    },
  };
}
