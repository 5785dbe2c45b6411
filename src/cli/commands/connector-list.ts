/** `postern connector list` */
import type { ConnectorInForce } from '../../administration/configuration.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { printable, table } from '../output.ts';

export const connectorList: CommandDefinition = {
  path: 'connector list',
  summary: 'List where mail goes, in the order in which connectors are asked for a recipient',
  examples: ['postern connector list'],
  async run({ door }) {
    const data = await door.call<{ connectors: ConnectorInForce[] }>('GET', '/connectors');
    const rows = data.connectors.map(({ name, kind, domains, server, tls, user }) => [
      name,
      kind,
      domains.join(',') || 'all',
      server ?? '-',
      tls ?? '-',
      user ?? '-',
    ]);
    return { data, text: printable(table([['NAME', 'KIND', 'DOMAINS', 'SERVER', 'TLS', 'USER'], ...rows])) };
  },
};
