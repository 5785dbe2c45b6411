/** What several routes read of their requests. */
import type { SettingsPatch } from '../../contract/settings.ts';
import { Problem } from '../problem.ts';

/** When a change is put back by itself; null: it stays. */
export function endOf({ until }: SettingsPatch): number | null {
  return until === undefined ? null : Date.parse(until);
}

/** `limit` of a query, from 1 to `maximum`. */
export function limitOf(text: string | undefined, fallback: number, maximum: number): number {
  if (text === undefined) return fallback;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new Problem(400, 'limit must be a whole number from 1');
  return Math.min(limit, maximum);
}
