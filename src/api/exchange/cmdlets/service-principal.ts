/** `Get-`, `New-`, `Remove-ServicePrincipal`: it takes any object id, and only the right one is of use (M365 §7). */
import { permit } from '../../../administration/permit.ts';
import { Refusal } from '../../../administration/refusal.ts';
import type { ExchangeServicePrincipal } from '../../../directory/application.ts';
import type { Cmdlet, CmdletContext } from '../cmdlet.ts';

const shown = ({ appId, objectId, displayName }: ExchangeServicePrincipal) => ({
  Identity: objectId,
  AppId: appId,
  ObjectId: objectId,
  DisplayName: displayName,
});

async function found(identity: string, { applications, tenant }: CmdletContext): Promise<ExchangeServicePrincipal> {
  const principal = await applications.findExchangeServicePrincipal(tenant.id, identity);
  if (principal === null) throw new Refusal({ kind: 'not-found', what: 'service principal', name: identity });
  return principal;
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
  parameters: { AppId: 'text', ObjectId: 'text', ServiceId: 'text', DisplayName: 'text' },
  required: ['AppId'],
  async run(parameters, context) {
    const appId = parameters.required('AppId');
    // `-ServiceId` is what older scripts call it.
    const objectId = parameters.text('ObjectId') ?? parameters.text('ServiceId') ?? '';
    const displayName = parameters.text('DisplayName') ?? appId;
    const { caller, tenant, administration } = context;
    await administration.applications.tellExchange(caller, { tenantId: tenant.id, appId, objectId, displayName });
    return { value: [shown(await found(appId, context))] };
  },
};

export const removeServicePrincipal: Cmdlet = {
  name: 'Remove-ServicePrincipal',
  parameters: { Identity: 'text' },
  required: ['Identity'],
  async run(parameters, context) {
    const principal = await found(parameters.required('Identity'), context);
    await context.administration.applications.forgetInExchange(context.caller, principal);
    return { value: [] };
  },
};
