/** The application that an address names. */
import { permit } from '../../../administration/permit.ts';
import { Refusal } from '../../../administration/refusal.ts';
import type { Access } from '../../../directory/access.ts';
import type { Application } from '../../../directory/application.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';

/** `{id}` of the route's path, an object id or a client id. Whoever may not is told before it is looked for. */
export async function findApplication(
  { caller, tenantId, parameters: { id = '' } }: GraphCall,
  { administration: { applications } }: Pick<Services, 'administration'>,
  access: Access = 'read',
): Promise<Application> {
  permit(caller, 'application', access, tenantId);
  const application = await applications.find(caller, id.toLowerCase());
  // Whoever runs the service sees other tenants elsewhere; Graph knows that of the token alone.
  if (application.tenantId !== tenantId) throw new Refusal({ kind: 'not-found', what: 'application', name: id });
  return application;
}
