/** Whether a browser's session may still sign a person in. */
import type { Session } from 'oidc-provider';
import { judgeAccount } from './account.ts';
import type { AuthorityParts } from './authority-parts.ts';
import type { DirectoryName } from './tenant-names.ts';

/** Not once it is too old, the account is disabled, or what is from before some moment was taken back. */
export async function isSessionGood(
  { accountId, loginTs }: Partial<Pick<Session, 'accountId' | 'loginTs'>>,
  directoryName: DirectoryName,
  parts: Pick<AuthorityParts, 'directory' | 'lifetimes' | 'clock'>,
): Promise<boolean> {
  if (accountId === undefined || loginTs === undefined) return false;
  const since = loginTs * 1000;
  if (parts.clock() - since >= parts.lifetimes.sessionHours * 3_600_000) return false;
  return (await judgeAccount(accountId, directoryName, since, parts)).kind === 'account';
}
