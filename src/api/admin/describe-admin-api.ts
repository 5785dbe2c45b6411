/** The description of the admin API: its contracts, and whom each route is open to. */
import { type OpenApiDocument, openApiOf } from '../../contract/open-api.ts';
import { areas } from '../../directory/access.ts';
import { administratorRoles } from '../../directory/administrator-role.ts';
import type { AdminRoute, Need } from './admin-route.ts';

/** Of the API, not of the program: what breaks a client makes a new one. */
const version = '1.0.0';

const token = { type: 'http', scheme: 'bearer' } as const;
const securitySchemes = {
  accessToken: {
    ...token,
    bearerFormat: 'JWT',
    description:
      'An access token for api://postern, with Postern.Manage (a person) or Postern.ManageAsApp (an application) and a role',
  },
  localToken: { ...token, description: 'The token of door.json in the data directory, under a name of this machine' },
};

/** Of a route that needs no role. */
const toEverybody = 'To everybody who may come in.';

export function describeAdminApi(routes: readonly AdminRoute[], url: string): OpenApiDocument {
  const description = 'What Microsoft has no API for, and the rest in plain words.';
  return openApiOf(
    routes.map(({ contract, needs }) => ({
      contract,
      description: needs.length === 0 ? toEverybody : needs.map(inWords).join('\n\n'),
    })),
    { info: { title: 'Postern admin API', version, description }, url, securitySchemes },
  );
}

function inWords({ area, access }: Need): string {
  const { meaning, [access]: openers } = areas[area];
  const roles = openers.roles.map((role) => administratorRoles[role].name).join(', ');
  return `To ${access} ${meaning}: ${roles || 'no role; with the local token only'}.`;
}
