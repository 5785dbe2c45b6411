/** `postern config show` */
import type { ConfigurationInForce } from '../../administration/configuration.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { printable, table } from '../output.ts';

export const configShow: CommandDefinition = {
  path: 'config show',
  summary: 'Show the configuration in force, and which values were written and which are defaults',
  examples: ['postern config show'],
  async run({ door }) {
    const data = await door.call<ConfigurationInForce>('GET', '/configuration');
    const rows = data.options.map(({ name, value, source }) => [
      name,
      JSON.stringify(value),
      source === 'written' ? data.origin : source,
    ]);
    return { data, text: printable(table([['OPTION', 'VALUE', 'FROM'], ...rows])) };
  },
};
