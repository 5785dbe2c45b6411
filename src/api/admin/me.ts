/** Who asks, and what that opens: so that a client shows no button that would be refused. */
import { showMe } from '../../contract/me.ts';
import { type Area, accessTo, areas } from '../../directory/access.ts';
import type { Actor } from '../../directory/actor.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering } from './admin-route.ts';

type Held = 'none' | 'read' | 'write';

export function meRoutes({ directory }: Pick<Services, 'directory'>): AdminRoute[] {
  return [
    answering(showMe, [], async ({ caller: { actor } }) => {
      const isOfTenant = actor.kind === 'user' || actor.kind === 'application';
      const tenantId = isOfTenant ? actor.tenantId : null;
      const user = actor.kind === 'user' ? await directory.findUser(actor.id) : null;
      const { kind, id, name } = actor;
      const names = Object.keys(areas) as Area[];
      return {
        actor: { kind, id, name },
        displayName: user?.displayName ?? name,
        tenant: tenantId === null ? null : await directory.findTenant(tenantId),
        roles: isOfTenant ? [...actor.roles] : [],
        access: Object.fromEntries(names.map((area) => [area, held(area, actor, tenantId)])),
        serviceAccess: held('service', actor, null),
        everyTenant: !isOfTenant || actor.roles.includes('platform-operator'),
      };
    }),
  ];
}

function held(area: Area, actor: Actor, tenantId: string | null): Held {
  const may = (access: 'read' | 'write') => accessTo(area, access, actor, tenantId).kind === 'allowed';
  return may('write') ? 'write' : may('read') ? 'read' : 'none';
}
