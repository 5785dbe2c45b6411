/** Why somebody may look on no longer. */
import { Refusal } from '../../administration/refusal.ts';
import { Problem } from '../problem.ts';
import type { Ended } from './watch-events.ts';

/** Why `attempt` is refused; null: it is not. */
export async function refusalOf(attempt: () => Promise<void>): Promise<Ended | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.reason.kind, reason: error.message };
    if (error instanceof Problem) return { code: error.members.code ?? 'refused', reason: error.message };
    return { code: 'unavailable', reason: 'it could not be found out whether you still may watch; try again' };
  }
}
