/** `postern whoami` */
import type { showMe } from '../../contract/me.ts';
import type { Answer } from '../../contract/route-contract.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { printable, table } from '../output.ts';

type Me = Answer<typeof showMe>;

export const whoami: CommandDefinition = {
  path: 'whoami',
  summary: 'Say as whom commands are carried out, which roles that has, and what they open',
  examples: ['postern whoami', 'postern whoami --server https://postern.example --json'],
  async run({ door }) {
    const data = await door.call<Me>('GET', '/me');
    return { data, text: formatMe(data) };
  },
};

function formatMe({ actor, tenant, roles, access }: Me): string {
  const rows = Object.entries(access).map(([area, held]) => [area, held]);
  const head = [
    ['name', actor.name],
    ['kind', actor.kind],
    ['tenant', tenant?.domain ?? 'none'],
    ['roles', roles.join(', ') || (tenant === null ? 'none is needed' : 'none')],
  ];
  return printable(`${table(head)}\n${table([['AREA', 'ACCESS'], ...rows])}`);
}
