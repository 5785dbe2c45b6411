/** The properties of a user that `$select` names. Pure. */
import type { UserWithSettings } from '../../../directory/user-search.ts';
import { picked, type Resource, selectedNames } from '../odata/select.ts';
import { shownByDefault, userProperties, userResource } from './user-resource.ts';

/** Throws a `BadRequest` that names a property that there is not. */
export function userNames(select: readonly string[] | null): readonly string[] {
  return selectedNames(select, userProperties, shownByDefault, 'user');
}

export function selectedUser(user: UserWithSettings, names: readonly string[]): Resource {
  return picked(userResource(user), names);
}
