/** Who else may use a mailbox, as the admin API has it. */
import { Type } from 'typebox';
import { oneOf, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';
import { ofUser } from './users.ts';

const right = oneOf('SendAs', 'FullAccess');
const ofPermission = strictly({
  ...ofUser.properties,
  trustee: Type.String({ ...sought, description: 'Who may use the mailbox' }),
  right,
});

export const listMailboxPermissions = route('GET /users/{user}/mailbox-permissions', {
  operationId: 'listMailboxPermissions',
  summary: 'Who else may use a mailbox',
  params: ofUser,
  answer: shape('MailboxPermissions', {
    permissions: Type.Array(shape('MailboxPermission', { trustee: Type.String(), right })),
  }),
});

export const grantMailboxPermission = route('PUT /users/{user}/mailbox-permissions/{trustee}/{right}', {
  operationId: 'grantMailboxPermission',
  summary: 'Let somebody use a mailbox',
  params: ofPermission,
});

export const revokeMailboxPermission = route('DELETE /users/{user}/mailbox-permissions/{trustee}/{right}', {
  operationId: 'revokeMailboxPermission',
  summary: 'Let somebody use a mailbox no longer',
  params: ofPermission,
});
