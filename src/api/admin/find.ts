/** Looks a noun up, or answers 404 with what to do. */
import type { SettingsPatch } from '../../contract/settings.ts';
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { Tenant, User } from '../../directory/nouns.ts';
import { Problem } from '../problem.ts';

export async function tenantOr404(directory: DirectoryStore, idOrDomain: string): Promise<Tenant> {
  const tenant = await directory.findTenant(idOrDomain);
  if (tenant === null) throw new Problem(404, `there is no tenant ${idOrDomain}; "postern tenant list" shows them`);
  return tenant;
}

export async function userOr404(directory: DirectoryStore, login: string): Promise<User> {
  const user = await directory.findUser(login.toLowerCase());
  if (user === null) throw new Problem(404, `there is no user ${login}; "postern user list" shows them`);
  return user;
}

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
