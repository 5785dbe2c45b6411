/** Every cmdlet, and the other names of some. */
import type { Cmdlet } from './cmdlet.ts';
import { getAcceptedDomain } from './cmdlets/accepted-domain.ts';
import {
  getApplicationAccessPolicy,
  newApplicationAccessPolicy,
  removeApplicationAccessPolicy,
  setApplicationAccessPolicy,
  testApplicationAccessPolicy,
} from './cmdlets/application-access-policy.ts';
import {
  getAuthenticationPolicy,
  newAuthenticationPolicy,
  removeAuthenticationPolicy,
  setAuthenticationPolicy,
} from './cmdlets/authentication-policy.ts';
import { getCasMailbox, setCasMailbox } from './cmdlets/cas-mailbox.ts';
import { getMailbox, getRecipient, setMailbox } from './cmdlets/mailbox.ts';
import {
  getMessageTrace,
  getMessageTraceDetail,
  getOlderMessageTrace,
  getOlderMessageTraceDetail,
} from './cmdlets/message-trace.ts';
import { getOrganizationConfig, setOrganizationConfig } from './cmdlets/organization-config.ts';
import { permissionCmdlets } from './cmdlets/permission.ts';
import {
  getServicePrincipal,
  newServicePrincipal,
  removeServicePrincipal,
  setServicePrincipal,
} from './cmdlets/service-principal.ts';
import { getTransportConfig, setTransportConfig } from './cmdlets/transport-config.ts';
import { getUser, setUser } from './cmdlets/user.ts';
import { BadCall } from './exchange-error.ts';

export const cmdlets: readonly Cmdlet[] = [
  getCasMailbox,
  setCasMailbox,
  getTransportConfig,
  setTransportConfig,
  getOrganizationConfig,
  setOrganizationConfig,
  getAuthenticationPolicy,
  newAuthenticationPolicy,
  setAuthenticationPolicy,
  removeAuthenticationPolicy,
  getUser,
  setUser,
  getMailbox,
  setMailbox,
  getRecipient,
  getAcceptedDomain,
  ...permissionCmdlets,
  getServicePrincipal,
  newServicePrincipal,
  setServicePrincipal,
  removeServicePrincipal,
  getApplicationAccessPolicy,
  newApplicationAccessPolicy,
  setApplicationAccessPolicy,
  removeApplicationAccessPolicy,
  testApplicationAccessPolicy,
  getMessageTrace,
  getMessageTraceDetail,
  getOlderMessageTrace,
  getOlderMessageTraceDetail,
];

const byName = new Map(cmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));

/** In any case; `Get-EXO…` is `Get-…`. Throws a `BadCall` that names it. */
export function cmdletOf(name: string): Cmdlet {
  const found = byName.get(name.toLowerCase().replace(/^get-exo/, 'get-'));
  if (found !== undefined) return found;
  const noun = name.slice(name.indexOf('-') + 1).toLowerCase();
  const near = cmdlets.filter((each) => each.name.toLowerCase().endsWith(`-${noun}`)).map((each) => each.name);
  const advice = near.length === 0 ? cmdlets.map((each) => each.name) : near;
  throw new BadCall(
    `The term '${name}' is not recognized as a name of a cmdlet here. There are: ${advice.join(', ')}.`,
    'command',
  );
}
