/** `New-`, `Get-`, `Set-`, `Remove-`, `Test-ApplicationAccessPolicy`: which mailboxes an application may use on its own. */
import type { ApplicationAccessPolicy, ApplicationAccessRight } from '../../../directory/application-scope.ts';
import type { User } from '../../../directory/nouns.ts';
import { nameInTenant } from '../../../directory/user-of-tenant.ts';
import { isGuid } from '../../../lib/guid.ts';
import type { Cmdlet, CmdletContext, Parameters } from '../cmdlet.ts';
import { BadCall } from '../exchange-error.ts';

const accessRights: readonly ApplicationAccessRight[] = ['RestrictAccess', 'DenyAccess'];

async function shown(policy: ApplicationAccessPolicy, { directory, tenant }: CmdletContext): Promise<object> {
  const { id, appId, accessRight, description, mailboxUserIds } = policy;
  const names = await Promise.all(mailboxUserIds.map((userId) => nameInTenant(directory, tenant.id, userId)));
  return {
    Identity: id,
    AppId: appId,
    ScopeName: names.join(','),
    ScopeIdentity: mailboxUserIds.join(','),
    AccessRight: accessRight,
    Description: description,
    IsValid: true,
  };
}

export const newApplicationAccessPolicy: Cmdlet = {
  name: 'New-ApplicationAccessPolicy',
  parameters: { AppId: 'texts', PolicyScopeGroupId: 'texts', AccessRight: 'text', Description: 'text' },
  required: ['AppId', 'PolicyScopeGroupId', 'AccessRight'],
  async run(parameters, context) {
    const { caller, tenant, administration } = context;
    const mailboxes: User[] = [];
    for (const name of parameters.texts('PolicyScopeGroupId'))
      mailboxes.push(await administration.users.find(caller, name, 'mailbox', 'write'));
    const policies = await administration.applicationScopes.add(caller, tenant, {
      appIds: appIdsOf(parameters),
      mailboxes,
      accessRight: accessRightOf(parameters),
      description: parameters.text('Description') ?? '',
    });
    return { value: await Promise.all(policies.map((policy) => shown(policy, context))) };
  },
};

export const getApplicationAccessPolicy: Cmdlet = {
  name: 'Get-ApplicationAccessPolicy',
  parameters: { Identity: 'text' },
  async run(parameters, context) {
    const { caller, tenant, administration } = context;
    const id = parameters.text('Identity');
    const policies =
      id === undefined
        ? await administration.applicationScopes.list(caller, tenant)
        : [await administration.applicationScopes.find(caller, tenant, id)];
    return { value: await Promise.all(policies.map((policy) => shown(policy, context))) };
  },
};

export const setApplicationAccessPolicy: Cmdlet = {
  name: 'Set-ApplicationAccessPolicy',
  parameters: { Identity: 'text', Description: 'text' },
  required: ['Identity'],
  async run(parameters, { caller, tenant, administration: { applicationScopes } }) {
    const policy = await applicationScopes.find(caller, tenant, parameters.required('Identity'));
    const description = parameters.text('Description') ?? policy.description;
    await applicationScopes.describe(caller, policy, description);
    return { value: [] };
  },
};

export const removeApplicationAccessPolicy: Cmdlet = {
  name: 'Remove-ApplicationAccessPolicy',
  parameters: { Identity: 'text' },
  required: ['Identity'],
  async run(parameters, { caller, tenant, administration: { applicationScopes } }) {
    const policy = await applicationScopes.find(caller, tenant, parameters.required('Identity'));
    await applicationScopes.remove(caller, policy);
    return { value: [] };
  },
};

export const testApplicationAccessPolicy: Cmdlet = {
  name: 'Test-ApplicationAccessPolicy',
  parameters: { Identity: 'text', AppId: 'texts' },
  required: ['Identity', 'AppId'],
  async run(parameters, { caller, tenant, administration }) {
    const mailbox = await administration.users.find(caller, parameters.required('Identity'), 'mailbox');
    const value = await Promise.all(
      appIdsOf(parameters).map(async (appId) => ({
        AppId: appId,
        Mailbox: mailbox.userPrincipalName,
        MailboxId: mailbox.id,
        AccessCheckResult: (await administration.applicationScopes.test(caller, tenant, appId, mailbox))
          ? 'Granted'
          : 'Denied',
      })),
    );
    return { value };
  },
};

function appIdsOf(parameters: Parameters): readonly string[] {
  const appIds = parameters.texts('AppId');
  const wrong = appIds.find((appId) => appId !== '*' && !isGuid(appId));
  if (wrong !== undefined || appIds.length === 0)
    throw new BadCall(`'AppId' takes client ids, which are GUIDs, or '*'; not '${wrong ?? ''}'.`, 'parameter');
  return appIds;
}

function accessRightOf(parameters: Parameters): ApplicationAccessRight {
  const given = parameters.required('AccessRight');
  const right = accessRights.find((each) => each.toLowerCase() === given.toLowerCase());
  if (right === undefined)
    throw new BadCall(`'AccessRight' takes ${accessRights.join(' or ')}, not '${given}'.`, 'parameter');
  return right;
}
