/** `Get-`, `Add-`, `Remove-MailboxPermission` (FullAccess) and `-RecipientPermission` (SendAs). */
import { Refusal } from '../../../administration/refusal.ts';
import type { MailboxRight } from '../../../directory/mailbox-permission.ts';
import type { Cmdlet, CmdletContext, Parameters } from '../cmdlet.ts';
import { BadCall } from '../exchange-error.ts';

/** What the two families call the one who may, and what they may. */
const families = {
  MailboxPermission: { trustee: 'User', right: 'FullAccess' },
  RecipientPermission: { trustee: 'Trustee', right: 'SendAs' },
} as const;

type Family = keyof typeof families;

export const permissionCmdlets: readonly Cmdlet[] = (Object.keys(families) as Family[]).flatMap((family) => [
  get(family),
  change(family, 'Add', true),
  change(family, 'Remove', false),
]);

function get(family: Family): Cmdlet {
  const { trustee, right } = families[family];
  return {
    name: `Get-${family}`,
    parameters: { Identity: 'text', [trustee]: 'text' },
    required: ['Identity'],
    async run(parameters, context) {
      const { caller, administration } = context;
      const mailbox = await administration.users.find(caller, parameters.required('Identity'), 'mailbox');
      const permissions = await administration.mailboxes.listPermissions(caller, mailbox);
      const rows = permissions
        .filter((permission) => permission.right === right)
        .map(async ({ trusteeId }) => ({
          Identity: mailbox.userPrincipalName,
          [trustee]: await nameOf(trusteeId, context),
          AccessRights: [right],
        }));
      const asked = parameters.text(trustee)?.toLowerCase();
      const all: Record<string, unknown>[] = await Promise.all(rows);
      return { value: asked === undefined ? all : all.filter((row) => String(row[trustee]).toLowerCase() === asked) };
    },
  };
}

function change(family: Family, verb: 'Add' | 'Remove', granted: boolean): Cmdlet {
  const { trustee, right } = families[family];
  return {
    name: `${verb}-${family}`,
    parameters: {
      Identity: 'text',
      [trustee]: 'text',
      AccessRights: 'texts',
      InheritanceType: 'text',
      AutoMapping: 'true-or-false',
    },
    required: ['Identity', trustee, 'AccessRights'],
    async run(parameters, context) {
      const { caller, administration } = context;
      holdToRight(parameters, right, family);
      const mailbox = await administration.users.find(caller, parameters.required('Identity'), 'mailbox', 'write');
      const trusteeId = await trusteeOf(parameters.required(trustee), context);
      await administration.mailboxes.setPermission(caller, mailbox, trusteeId, right, granted);
      const row = {
        Identity: mailbox.userPrincipalName,
        [trustee]: await nameOf(trusteeId, context),
        AccessRights: [right],
      };
      return { value: granted ? [row] : [] };
    },
  };
}

function holdToRight(parameters: Parameters, right: MailboxRight, family: Family): void {
  const other = parameters.texts('AccessRights').find((each) => each.toLowerCase() !== right.toLowerCase());
  if (other !== undefined) throw new BadCall(`AccessRights of ${family} is ${right} here, not '${other}'.`);
}

/** A user of the tenant, or an application as Exchange was told of it: by client id, object id or name. */
async function trusteeOf(name: string, { directory, applications, tenant }: CmdletContext): Promise<string> {
  const user = await directory.findUser(name);
  if (user !== null && user.tenantId === tenant.id) return user.id;
  const principals = await applications.listExchangeServicePrincipals(tenant.id);
  const found = principals.find(({ appId, objectId, displayName }) => [appId, objectId, displayName].includes(name));
  if (found === undefined) throw new Refusal({ kind: 'not-found', what: 'user', name });
  return found.objectId;
}

async function nameOf(trusteeId: string, { directory, applications, tenant }: CmdletContext): Promise<string> {
  const user = await directory.findUser(trusteeId);
  if (user !== null) return user.userPrincipalName;
  return (await applications.findExchangeServicePrincipal(tenant.id, trusteeId))?.displayName ?? trusteeId;
}
