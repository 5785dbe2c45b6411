/** Which directory a request is for: the tenant in its address, or the one that the person or the code is of. */
import type { AuthorityKey } from '../../directory/authority-records.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { recordId } from './record-adapter.ts';
import { type DirectoryName, isAnyTenant } from './tenant-names.ts';

/** Null: there is no such tenant. */
export async function directoryNamed(
  name: string,
  { directory }: Pick<AuthorityParts, 'directory'>,
): Promise<DirectoryName | null> {
  const lower = name.toLowerCase();
  return isAnyTenant(lower) ? lower : ((await directory.findTenant(lower))?.id ?? null);
}

/** The directory that keeps what a client holds in its hand; null: none does. */
export async function directoryHolding(
  kind: 'AuthorizationCode' | 'RefreshToken' | 'DeviceCode' | 'Interaction',
  by: AuthorityKey,
  value: string,
  { records, clock }: Pick<AuthorityParts, 'records' | 'clock'>,
): Promise<DirectoryName | null> {
  const kinds = await records.kindsOf(by, by === 'id' ? recordId(value) : value, clock());
  const kept = kinds.find((each) => each.endsWith(`/${kind}`));
  return kept?.slice(0, kept.indexOf('/')) ?? null;
}

/** The tenant that the domain of a name is one of. */
export async function tenantOfName(
  name: string | undefined,
  { directory }: Pick<AuthorityParts, 'directory'>,
): Promise<DirectoryName | null> {
  const domain = name?.slice(name.lastIndexOf('@') + 1) ?? '';
  return domain === '' ? null : ((await directory.findTenant(domain.toLowerCase()))?.id ?? null);
}
