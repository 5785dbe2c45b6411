/** `Get-`, `Add-`, `Remove-MailboxPermission` (FullAccess) and `-RecipientPermission` (SendAs). */
import { Refusal } from '../../../administration/refusal.ts';
import type { MailboxRight } from '../../../directory/mailbox-permission.ts';
import type { User } from '../../../directory/nouns.ts';
import { userOfTenant } from '../../../directory/user-of-tenant.ts';
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
    parameters: { Identity: 'text', [trustee]: 'text', AccessRights: 'texts' },
    required: ['Identity'],
    async run(parameters, context) {
      const { caller, administration } = context;
      const mailbox = await administration.users.find(caller, parameters.required('Identity'), 'mailbox');
      const permissions = await administration.mailboxes.listPermissions(caller, mailbox);
      const asked = parameters.text(trustee);
      const only = asked === undefined ? null : await trusteeOf(asked, context);
      const isWanted = parameters.has('AccessRights') ? parameters.texts('AccessRights').some(named(right)) : true;
      const wanted = permissions.filter(
        (each) => isWanted && each.right === right && (only === null || each.trusteeId === only),
      );
      return { value: await Promise.all(wanted.map(({ trusteeId }) => rowOf(family, mailbox, trusteeId, context))) };
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
      ...(family === 'MailboxPermission' && { InheritanceType: 'text', AutoMapping: 'true-or-false' }),
    },
    required: ['Identity', trustee, 'AccessRights'],
    async run(parameters, context) {
      const { caller, administration } = context;
      holdToRight(parameters, right, family);
      const mailbox = await administration.users.find(caller, parameters.required('Identity'), 'mailbox', 'write');
      const trusteeId = await trusteeOf(parameters.required(trustee), context);
      const before = await administration.mailboxes.listPermissions(caller, mailbox);
      const isThere = before.some((each) => each.trusteeId === trusteeId && each.right === right);
      await administration.mailboxes.setPermission(caller, mailbox, trusteeId, right, granted);
      return {
        value: granted ? [await rowOf(family, mailbox, trusteeId, context)] : [],
        warnings: isThere === granted ? [noChange(granted)] : [],
      };
    },
  };
}

function noChange(granted: boolean): string {
  return granted
    ? 'The permission was there already; nothing was changed.'
    : 'The permission was not there; nothing was changed.';
}

const named = (right: MailboxRight) => (text: string) => text.toLowerCase() === right.toLowerCase();

function holdToRight(parameters: Parameters, right: MailboxRight, family: Family): void {
  const rights = parameters.texts('AccessRights');
  const other = rights.find((each) => !named(right)(each));
  if (other !== undefined || rights.length === 0)
    throw new BadCall(`AccessRights of ${family} is ${right} here, not '${other ?? ''}'.`, 'parameter');
}

/** One permission as Exchange shows it. */
async function rowOf(family: Family, mailbox: User, trusteeId: string, context: CmdletContext): Promise<object> {
  const { trustee, right } = families[family];
  const row = {
    Identity: mailbox.userPrincipalName,
    [trustee]: await nameOf(trusteeId, context),
    AccessRights: [right],
  };
  return family === 'MailboxPermission'
    ? { ...row, Deny: false, IsInherited: false, InheritanceType: 'All' }
    : { ...row, AccessControlType: 'Allow', IsInherited: false };
}

/** A user of the tenant, or an application as Exchange was told of it: by client id, object id or name. */
async function trusteeOf(name: string, { directory, applications, tenant }: CmdletContext): Promise<string> {
  const user = await userOfTenant(directory, tenant.id, name);
  if (user !== null) return user.id;
  const principals = await applications.listExchangeServicePrincipals(tenant.id);
  const found = principals.find(({ appId, objectId, displayName }) =>
    [appId, objectId, displayName].some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  if (found === undefined) throw new Refusal({ kind: 'not-found', what: 'security principal', name });
  return found.objectId;
}

async function nameOf(trusteeId: string, { directory, applications, tenant }: CmdletContext): Promise<string> {
  const user = await userOfTenant(directory, tenant.id, trusteeId);
  if (user !== null) return user.userPrincipalName;
  return (await applications.findExchangeServicePrincipal(tenant.id, trusteeId))?.displayName ?? trusteeId;
}
