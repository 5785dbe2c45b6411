/** The end of a change as people say it. Pure. */
import type { CommandOption } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The option that every command with an end has. */
export const untilOption: CommandOption = {
  flags: '--until <time>',
  meaning: 'put it back by itself then: 30m, 2h, 1d, 18:00, or a whole time',
};

/** `2h`, `18:00` (today, else tomorrow, by the clock of `now`) or ISO 8601, as ISO 8601. Throws a `CliError`. */
export function parseUntil(text: string, now: Date): string {
  const at = endOf(text.trim(), now);
  if (at === null || Number.isNaN(at.getTime()) || at <= now)
    throw new CliError(
      exitCodes.usage,
      `--until "${text}" is no time that is to come; write 30m, 2h, 1d, 18:00 or 2026-12-31T18:00:00Z`,
    );
  return at.toISOString();
}

function endOf(text: string, now: Date): Date | null {
  const span = /^(\d{1,4})([mhd])$/.exec(text);
  if (span !== null) return new Date(now.getTime() + Number(span[1]) * (unitMs[span[2] ?? ''] ?? 0));
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (clock === null) return /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text) : null;
  const at = new Date(now);
  at.setHours(Number(clock[1]), Number(clock[2]), 0, 0);
  if (at <= now) at.setDate(at.getDate() + 1);
  return at;
}
