/** `postern user show` */

import type { User } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import type { Settings } from '../format-settings.ts';
import { formatSettings } from '../format-settings.ts';
import { printable } from '../output.ts';

export const userShow: CommandDefinition = {
  path: 'user show',
  summary: 'Show a user and the settings in force',
  arguments: [['<upn>', 'user principal name']],
  examples: ['postern user show scanner@fabrikam.example'],
  async run(input) {
    const data = await input.door.call<{ user: User; settings: Settings }>('GET', at`/users/${argument(input, 0)}`);
    const { userPrincipalName, displayName, aliases } = data.user;
    const head = printable([userPrincipalName, displayName, ...aliases].join('\n'));
    return { data, text: `${head}\n${formatSettings(data.settings)}` };
  },
};
