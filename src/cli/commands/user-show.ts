/** `postern user show` */

import type { Answer } from '../../contract/route-contract.ts';
import type { listMethods } from '../../contract/users.ts';
import type { User } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at, type Door } from '../door.ts';
import type { Settings } from '../format-settings.ts';
import { formatSettings } from '../format-settings.ts';
import { CliError, exitCodes, printable } from '../output.ts';

export const userShow: CommandDefinition = {
  path: 'user show',
  summary: 'Show a user, the second factors and the settings in force',
  arguments: [['<upn>', 'user principal name']],
  examples: ['postern user show scanner@fabrikam.example'],
  async run(input) {
    const path = at`/users/${argument(input, 0)}`;
    const shown = await input.door.call<{ user: User; settings: Settings }>('GET', path);
    const methods = await methodsOf(input.door, path);
    const data = { ...shown, methods };
    const { userPrincipalName, displayName, aliases } = data.user;
    const head = printable([userPrincipalName, displayName, ...aliases].join('\n'));
    const factors = methods?.map(({ kind, name }) => `  second factor: ${kind} ${name}`) ?? [];
    return { data, text: [head, ...factors.map(printable), formatSettings(data.settings)].join('\n') };
  },
};

/** Null: the caller may not see them. */
async function methodsOf(door: Door, user: string): Promise<Answer<typeof listMethods>['methods'] | null> {
  try {
    return (await door.call<Answer<typeof listMethods>>('GET', `${user}/methods`)).methods;
  } catch (error) {
    if (error instanceof CliError && error.exitCode === exitCodes.notPermitted) return null;
    throw error;
  }
}
