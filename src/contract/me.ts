/** Who asks, as the admin API has them. */
import { Type } from 'typebox';
import { oneOf, orNull, shape, texts } from './common.ts';
import { route } from './route-contract.ts';
import { tenant } from './tenants.ts';

const access = oneOf('none', 'read', 'write');

export const showMe = route('GET /me', {
  operationId: 'showMe',
  summary: 'Who asks, which roles they hold, and what those open',
  answer: shape('Me', {
    actor: shape('MyActor', {
      kind: oneOf('user', 'application', 'local', 'system'),
      id: Type.String(),
      name: Type.String(),
    }),
    displayName: Type.String(),
    tenant: orNull(tenant),
    roles: texts,
    access: Type.Record(Type.String(), access, { description: 'To each area, in their own tenant' }),
    serviceAccess: { ...access, description: 'To the service as a whole' },
    everyTenant: Type.Boolean({ description: 'Their role counts for tenants and service beyond their own' }),
  }),
});
