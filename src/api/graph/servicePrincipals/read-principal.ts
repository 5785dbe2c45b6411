/** What a request says of a service principal. Pure. */
import type { Remarks } from '../../../directory/application.ts';
import { Fields } from '../fields.ts';

export interface WrittenPrincipal extends Partial<Remarks> {
  readonly appId?: string;
  readonly displayName?: string;
}

/** What the application says, or nobody: a client may send it back as it was shown. */
const shownOnly = [
  'id',
  'appDisplayName',
  'appDescription',
  'appOwnerOrganizationId',
  'createdDateTime',
  'info',
  'replyUrls',
  'servicePrincipalNames',
  'servicePrincipalType',
  'signInAudience',
  'verifiedPublisher',
];
const maximumText = 1024;

/** Throws a `BadRequest`. */
export function readPrincipal(body: unknown): WrittenPrincipal {
  const fields = new Fields(body);
  const appId = fields.text('appId')?.toLowerCase();
  const displayName = fields.text('displayName');
  const description = readNullable(fields, 'description');
  const notes = readNullable(fields, 'notes');
  const tags = fields.texts('tags');
  if (fields.flag('accountEnabled') === false)
    throw fields.bad('accountEnabled', 'cannot be false: remove the service principal, or what was granted to it');
  if (fields.flag('appRoleAssignmentRequired') === true)
    throw fields.bad('appRoleAssignmentRequired', 'cannot be true: users are not assigned to applications here');
  fields.ignore(...shownOnly);
  fields.refuseOthers();
  return {
    ...(appId !== undefined && { appId }),
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(notes !== undefined && { notes }),
    ...(tags !== undefined && { tags }),
  };
}

function readNullable(fields: Fields, name: string): string | null | undefined {
  const value = fields.take(name);
  if (value === undefined || value === null) return value;
  if (typeof value === 'string' && value.length <= maximumText) return value === '' ? null : value;
  throw fields.bad(name, `must be a text of at most ${maximumText} characters, or null`);
}
