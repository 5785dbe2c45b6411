/** Who else may use a mailbox. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { MailboxRight } from '../../directory/mailbox-permission.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';

interface OfPermission {
  Params: { user: string; trustee: string; right: MailboxRight };
}

const params = Type.Object({
  user: Type.String(),
  trustee: Type.String(),
  right: Type.Union([Type.Literal('SendAs'), Type.Literal('FullAccess')]),
});

export function mailboxPermissionRoutes(
  server: FastifyInstance,
  { directory, administration: { users, mailboxes } }: Services,
): void {
  server.get<{ Params: { user: string } }>('/users/:user/mailbox-permissions', async (request) => {
    const mailbox = await users.find(request.caller, request.params.user, 'mailbox');
    const permissions = await mailboxes.listPermissions(request.caller, mailbox);
    const named = permissions.map(async ({ trusteeId, right }) => {
      const trustee = (await directory.findUser(trusteeId))?.userPrincipalName ?? trusteeId;
      return { trustee, right };
    });
    return { permissions: await Promise.all(named) };
  });
  const set = async ({ params: { user, trustee, right }, caller }: FastifyRequest<OfPermission>, granted: boolean) => {
    const mailbox = await users.find(caller, user, 'mailbox', 'write');
    const { id, tenantId } = await users.find(caller, trustee, 'mailbox', 'write');
    if (tenantId !== mailbox.tenantId) throw new Problem(400, `${trustee} belongs to another tenant than ${user}`);
    await mailboxes.setPermission(caller, mailbox, id, right, granted);
  };
  const path = '/users/:user/mailbox-permissions/:trustee/:right';
  for (const [method, granted] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    server.route<OfPermission>({
      method,
      url: path,
      schema: { params },
      handler: async (request, reply) => {
        await set(request, granted);
        return reply.code(204).send();
      },
    });
  }
}
