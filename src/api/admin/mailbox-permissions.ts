/** Who else may use a mailbox. */
import {
  grantMailboxPermission,
  listMailboxPermissions,
  revokeMailboxPermission,
} from '../../contract/mailbox-permissions.ts';
import { nameInTenant } from '../../directory/user-of-tenant.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

export function mailboxPermissionRoutes({ directory, administration: { users, mailboxes } }: Services): AdminRoute[] {
  const setting = (contract: typeof grantMailboxPermission | typeof revokeMailboxPermission, granted: boolean) =>
    answering(contract, write('mailbox'), async ({ caller, params: { user, trustee, right } }) => {
      const mailbox = await users.find(caller, user, 'mailbox', 'write');
      const { id, tenantId } = await users.find(caller, trustee, 'mailbox', 'write');
      if (tenantId !== mailbox.tenantId) throw new Problem(400, `${trustee} belongs to another tenant than ${user}`);
      await mailboxes.setPermission(caller, mailbox, id, right, granted);
    });
  return [
    answering(listMailboxPermissions, read('mailbox'), async ({ caller, params }) => {
      const mailbox = await users.find(caller, params.user, 'mailbox');
      const permissions = await mailboxes.listPermissions(caller, mailbox);
      const named = permissions.map(async ({ trusteeId, right }) => {
        return { trustee: await nameInTenant(directory, mailbox.tenantId, trusteeId), right };
      });
      return { permissions: await Promise.all(named) };
    }),
    setting(grantMailboxPermission, true),
    setting(revokeMailboxPermission, false),
  ];
}
