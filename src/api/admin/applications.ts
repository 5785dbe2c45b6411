/** Applications, their credentials, and what they may do. */
import type { Static } from 'typebox';
import {
  addApplication,
  addCertificate,
  addSecret,
  changeConsent,
  listApplications,
  removeApplication,
  removeCertificate,
  removeSecret,
  showApplication,
} from '../../contract/applications.ts';
import { accessTo } from '../../directory/access.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import type { Application, ApplicationCertificate, ApplicationSecret } from '../../directory/application.ts';
import { findPermission, type Permission, type PermissionKind, permissions } from '../../directory/permission.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

export function applicationRoutes(services: Services): AdminRoute[] {
  const { tenants, applications, applicationGrants } = services.administration;
  const show = wholeOf(services);
  return [
    answering(listApplications, read('application'), async ({ caller, query }) => {
      const { id } = await tenants.find(caller, query.tenant, 'application');
      return { applications: (await applications.list(caller, id)).map(shownApplication) };
    }),
    answering(addApplication, write('application'), async ({ caller, body }) =>
      show(caller, await register(services, caller, body)),
    ),
    answering(showApplication, read('application'), async ({ caller, params }) =>
      show(caller, await applications.find(caller, params.application)),
    ),
    answering(removeApplication, write('application'), async ({ caller, params }) =>
      applications.remove(caller, await applications.find(caller, params.application)),
    ),
    answering(
      changeConsent,
      [write('consent'), write('delegated-consent'), write('application')],
      async ({ caller, params, body: { kind, add, drop } }) => {
        const application = await applications.find(caller, params.application);
        const principal = await applications.findServicePrincipal(caller, application.tenantId, application.appId);
        await applicationGrants.change(caller, principal, {
          [kind]: { add: named(add, kind), drop: named(drop, kind) },
        });
        return show(caller, application);
      },
    ),
    ...credentialRoutes(services),
  ];
}

function credentialRoutes({ administration: { applications }, clock }: Services): AdminRoute[] {
  return [
    answering(addSecret, write('application'), async ({ caller, params, body: { displayName, endsAt } }) => {
      const application = await applications.find(caller, params.application);
      if (Date.parse(endsAt) <= clock()) throw new Problem(400, 'the end of a secret must lie in the future');
      const { secret, text } = await applications.addSecret(caller, application, displayName, Date.parse(endsAt));
      return { secret: shownSecret(secret), text };
    }),
    answering(removeSecret, write('application'), async ({ caller, params }) =>
      applications.removeSecret(caller, await applications.find(caller, params.application), params.id),
    ),
    answering(addCertificate, write('application'), async ({ caller, params, body: { displayName, certificate } }) => {
      const application = await applications.find(caller, params.application);
      const added = await applications.addCertificate(caller, application, displayName, certificate);
      return { certificate: shownCertificate(added) };
    }),
    answering(removeCertificate, write('application'), async ({ caller, params }) =>
      applications.removeCertificate(caller, await applications.find(caller, params.application), params.id),
    ),
  ];
}

async function register(
  { administration: { tenants, applications } }: Services,
  caller: AdminRequest,
  { tenant, requiredPermissions = [], ...rest }: Static<NonNullable<(typeof addApplication)['body']>>,
): Promise<Application> {
  const { id: tenantId } = await tenants.find(caller, tenant, 'application');
  const application = await applications.register(caller, {
    ...rest,
    tenantId,
    requiredPermissions: named(requiredPermissions, null),
  });
  await applications.addServicePrincipal(caller, tenantId, application);
  return application;
}

/** The whole of an application that the caller may read. */
function wholeOf(services: Services) {
  const { applications, roles } = services.administration;
  return async (caller: AdminRequest, application: Application) => {
    const { tenantId, appId } = application;
    const known = await applications.listServicePrincipals(caller, tenantId);
    const principal = known.find((each) => each.appId === appId);
    const { secrets, certificates } = await applications.credentials(caller, application);
    return {
      application: shownApplication(application),
      servicePrincipal:
        principal === undefined
          ? null
          : {
              id: principal.id,
              applicationPermissions: principal.applicationPermissions,
              delegatedPermissions: principal.delegatedPermissions,
              roles: await roles.of(caller, tenantId, principal.id, 'application'),
            },
      secrets: secrets.map(shownSecret),
      certificates: certificates.map(shownCertificate),
      exchange: await atExchange(services, caller, application),
    };
  };
}

/** What Exchange was told of it, and which mailboxes its policies leave it; null where the caller may not read mailboxes. */
async function atExchange(
  { administration: { applications, applicationScopes } }: Services,
  caller: AdminRequest,
  { tenantId, appId }: Application,
) {
  if (accessTo('mailbox', 'read', caller.actor, tenantId).kind !== 'allowed') return null;
  const told = await applications.toldToExchange(caller, { tenantId, appId });
  const policies = await applicationScopes.list(caller, { id: tenantId });
  return {
    servicePrincipal: told === null ? null : { objectId: told.objectId, displayName: told.displayName },
    accessPolicies: policies
      .filter((policy) => policy.appId === '*' || policy.appId === appId.toLowerCase())
      .map(({ id, appId: of, accessRight, mailboxUserIds, description }) => ({
        id,
        appId: of,
        accessRight,
        mailboxUserIds: [...mailboxUserIds],
        description,
      })),
  };
}

function shownApplication(it: Application) {
  const { id, appId, tenantId, displayName, redirectUris, publicClient, requiredPermissions, createdAt } = it;
  return { id, appId, tenantId, displayName, redirectUris, publicClient, requiredPermissions, createdAt };
}

function shownSecret({ id, displayName, hint, createdAt, endsAt }: ApplicationSecret) {
  return { id, displayName, hint, createdAt, endsAt };
}

function shownCertificate({ id, displayName, thumbprint, createdAt, endsAt }: ApplicationCertificate) {
  return { id, displayName, thumbprint, createdAt, endsAt };
}

/** Permissions by their names; `kind` null: of either kind. */
function named(names: readonly string[], kind: PermissionKind | null): Permission[] {
  return names.map((name) => {
    const known = findPermission(name);
    if (known === null) throw new Problem(400, `there is no permission ${name}`);
    const { kinds } = permissions[known];
    if (kind !== null && !kinds.includes(kind)) throw new Problem(400, `${known} is no ${kind} permission`);
    return known;
  });
}
