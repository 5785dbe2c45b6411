/** When a recipient that could not be reached is tried again. Pure. */

export interface RetrySchedule {
  /** Minutes after the first, second, … failure; the last one goes on. */
  readonly minutes: readonly number[];
  /** Age of a message at which it is given up, in milliseconds. */
  readonly giveUpAfterMs: number;
}

export const defaultRetrySchedule: RetrySchedule = { minutes: [1, 5, 15, 30, 60], giveUpAfterMs: 48 * 3_600_000 };

/** The time of the next attempt after `attempts` failures; null: the message is too old, and no more is tried. */
export function nextRetryAt(schedule: RetrySchedule, attempts: number, acceptedAt: number, now: number): number | null {
  const minutes = schedule.minutes[Math.min(attempts, schedule.minutes.length) - 1] ?? 60;
  const at = now + minutes * 60_000;
  return at > acceptedAt + schedule.giveUpAfterMs ? null : at;
}

/** Mail that has waited so long is delayed in the eyes of who sent it (RFC 5321 §4.5.4.1 speaks of hours). */
const delayedAfterMinutes = 4 * 60;

/** The attempt after whose failure a message is delayed, and its submitter is told once. */
export function delayNoticeAttempt({ minutes }: RetrySchedule): number {
  let waited = 0;
  let attempt = 1;
  while (waited < delayedAfterMinutes) {
    waited += Math.max(1, minutes[Math.min(attempt, minutes.length) - 1] ?? 60);
    attempt += 1;
  }
  return attempt;
}
