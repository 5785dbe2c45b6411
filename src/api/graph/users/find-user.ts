/** The user that an address names. */
import { permit } from '../../../administration/permit.ts';
import type { Access, Area } from '../../../directory/access.ts';
import type { User } from '../../../directory/nouns.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';

/**
 * `{id}` of the route's path, for `access` to `area`. Whoever may not is told before the user is looked for, so that nobody
 * learns which users there are. Throws a `Refusal`.
 */
export async function findUser(
  { caller, tenantId, parameters: { id = '' } }: GraphCall,
  { administration }: Pick<Services, 'administration'>,
  area: Area,
  access: Access = 'read',
): Promise<User> {
  permit(caller, area, access, tenantId);
  return administration.users.find(caller, id, area, access);
}
