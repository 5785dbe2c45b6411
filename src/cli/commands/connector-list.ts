/** `postern connector list` */
import type { ConnectorInForce } from '../../administration/connectors.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { formatConnectors } from '../format-connector.ts';

export const connectorList: CommandDefinition = {
  path: 'connector list',
  summary: 'List where mail goes, in the order in which connectors are asked for a recipient, and how it goes',
  examples: ['postern connector list'],
  async run({ door }) {
    const data = await door.call<{ connectors: ConnectorInForce[] }>('GET', '/connectors');
    return { data, text: formatConnectors(data.connectors) };
  },
};
