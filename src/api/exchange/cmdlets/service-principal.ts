/** `Get-`, `New-`, `Set-`, `Remove-ServicePrincipal`: it takes any object id, and only the right one is of use (M365 §7). */
import { permit } from '../../../administration/permit.ts';
import { Refusal } from '../../../administration/refusal.ts';
import type { ExchangeServicePrincipal } from '../../../directory/application.ts';
import { isGuid } from '../../../lib/guid.ts';
import type { Cmdlet, CmdletContext, Parameters } from '../cmdlet.ts';
import { BadCall } from '../exchange-error.ts';

/** Characters of a name, as for other objects of Exchange. */
const maximumDisplayName = 256;

const shown = ({ appId, objectId, displayName }: Omit<ExchangeServicePrincipal, 'createdAt'>) => ({
  Identity: objectId,
  Name: displayName,
  DisplayName: displayName,
  AppId: appId,
  ObjectId: objectId,
  // As older scripts know the object id.
  ServiceId: objectId,
});

async function found(identity: string, { applications, tenant }: CmdletContext): Promise<ExchangeServicePrincipal> {
  const principal = await applications.findExchangeServicePrincipal(tenant.id, identity);
  if (principal !== null) return principal;
  const byName = (await applications.listExchangeServicePrincipals(tenant.id)).filter(
    ({ displayName }) => displayName.toLowerCase() === identity.toLowerCase(),
  );
  const [one, another] = byName;
  if (another !== undefined)
    throw new BadCall(`More than one service principal is called '${identity}'; give its AppId.`);
  if (one === undefined) throw new Refusal({ kind: 'not-found', what: 'service principal', name: identity });
  return one;
}

export const getServicePrincipal: Cmdlet = {
  name: 'Get-ServicePrincipal',
  parameters: { Identity: 'text' },
  async run(parameters, context) {
    permit(context.caller, 'mailbox', 'read', context.tenant.id);
    const identity = parameters.text('Identity');
    const principals =
      identity === undefined
        ? await context.applications.listExchangeServicePrincipals(context.tenant.id)
        : [await found(identity, context)];
    return { value: principals.map(shown) };
  },
};

export const newServicePrincipal: Cmdlet = {
  name: 'New-ServicePrincipal',
  parameters: { AppId: 'text', ObjectId: 'text', DisplayName: 'text' },
  aliases: { ServiceId: 'ObjectId' },
  required: ['AppId', 'ObjectId'],
  async run(parameters, { caller, tenant, administration }) {
    const appId = guid(parameters, 'AppId');
    const objectId = guid(parameters, 'ObjectId');
    const displayName = checkedName(parameters.text('DisplayName') ?? appId);
    const principal = { tenantId: tenant.id, appId, objectId, displayName };
    await administration.applications.tellExchange(caller, principal);
    return { value: [shown(principal)] };
  },
};

export const setServicePrincipal: Cmdlet = {
  name: 'Set-ServicePrincipal',
  parameters: { Identity: 'text', DisplayName: 'text' },
  required: ['Identity', 'DisplayName'],
  async run(parameters, context) {
    const { caller, administration } = context;
    permit(caller, 'mailbox', 'write', context.tenant.id);
    const principal = await found(parameters.required('Identity'), context);
    const displayName = checkedName(parameters.required('DisplayName'));
    await administration.applications.renameInExchange(caller, { ...principal, displayName });
    return { value: [] };
  },
};

export const removeServicePrincipal: Cmdlet = {
  name: 'Remove-ServicePrincipal',
  parameters: { Identity: 'text' },
  required: ['Identity'],
  async run(parameters, context) {
    permit(context.caller, 'mailbox', 'write', context.tenant.id);
    const principal = await found(parameters.required('Identity'), context);
    await context.administration.applications.forgetInExchange(context.caller, principal);
    return { value: [] };
  },
};

function guid(parameters: Parameters, name: string): string {
  const text = parameters.required(name).toLowerCase();
  if (!isGuid(text))
    throw new BadCall(`'${name}' takes a GUID, as in 71487acd-ec93-476d-bd0e-6c8b31831053.`, 'parameter');
  return text;
}

function checkedName(name: string): string {
  if (name.trim() === '' || name.length > maximumDisplayName)
    throw new BadCall(`'DisplayName' has 1 to ${maximumDisplayName} characters.`, 'parameter');
  return name;
}
