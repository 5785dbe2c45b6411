/** `postern user rename` */
import type { User } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const userRename: CommandDefinition = {
  path: 'user rename',
  summary: 'Change the names of a user; what is left out stays',
  arguments: [['<upn>', 'user principal name']],
  options: [
    { flags: '--to <upn>', meaning: 'the new user principal name; passwords, settings and permissions stay' },
    { flags: '--display-name <name>', meaning: 'name for people' },
    { flags: '--alias <address...>', meaning: 'further addresses, all of them from now on' },
    { flags: '--without-aliases', meaning: 'no further addresses from now on' },
  ],
  examples: ['postern user rename scanner@fabrikam.example --display-name "Scanner, 2nd floor"'],
  async run(input) {
    const { to: userPrincipalName, displayName, alias, withoutAliases } = input.options;
    const changes = { userPrincipalName, displayName, aliases: withoutAliases === true ? [] : alias };
    const data = await input.door.call<{ user: User }>('PATCH', at`/users/${argument(input, 0)}`, changes);
    const { user } = data;
    return { data, text: `${user.userPrincipalName}: ${user.displayName} ${user.aliases.join(' ')}`.trimEnd() };
  },
};
