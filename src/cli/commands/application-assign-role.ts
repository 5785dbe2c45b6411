/** `postern application assign-role` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import type { WholeApplication } from '../format-application.ts';
import { printable } from '../output.ts';

export const applicationAssignRole: CommandDefinition = {
  path: 'application assign-role',
  summary: 'Give a role to an application in its tenant',
  arguments: [
    ['<application>', 'client id or object id'],
    ['<role>', 'as in exchange-administrator; docs/generated/roles.md has them'],
  ],
  examples: ['postern application assign-role 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 exchange-administrator'],
  async run(input) {
    const [application, role] = [argument(input, 0), argument(input, 1)];
    const { application: found, servicePrincipal } = await input.door.call<WholeApplication>(
      'GET',
      at`/applications/${application}`,
    );
    const principal = servicePrincipal?.id ?? application;
    const data = await input.door.call('PUT', at`/tenants/${found.tenantId}/roles/${role}/${principal}`);
    return { data, text: printable(`${found.displayName} holds ${role}`) };
  },
};
