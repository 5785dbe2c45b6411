/** The doctor sees a few at a time: each examination reads much, and others use the database too. */
import { createTurns } from '../../lib/turns.ts';
import { Problem } from '../problem.ts';

/** Throws a `Problem` where as many wait as may. */
export function doctorsTurns(limits: Parameters<typeof createTurns>[0]): <T>(work: () => Promise<T>) => Promise<T> {
  const turns = createTurns(limits);
  return async (work) => {
    const answer = await turns.take(work);
    if (answer === 'busy') throw new Problem(503, 'the doctor has as many to see as may wait; try again in a moment');
    return answer;
  };
}
