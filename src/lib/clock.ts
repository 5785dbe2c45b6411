/** The time, as a thing that is handed over: tests put in their own. */

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
