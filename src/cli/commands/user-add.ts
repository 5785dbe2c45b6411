/** `postern user add` */

import type { User } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';

export const userAdd: CommandDefinition = {
  path: 'user add',
  summary: 'Add a user with a mailbox; without --password-stdin a password is made and printed once',
  arguments: [['<upn>', 'user principal name']],
  options: [
    { flags: '--display-name <name>', meaning: 'name for people' },
    { flags: '--alias <address...>', meaning: 'further addresses' },
    { flags: '--password-stdin', meaning: 'read the password from standard input' },
    { flags: '--scram', meaning: 'the password may be used with SCRAM' },
  ],
  examples: ['postern user add scanner@fabrikam.example --display-name Scanner'],
  async run(input) {
    const { displayName, alias: aliases } = input.options;
    const { readPassword } = await import('../read-password.ts');
    const data = await input.door.call<{ user: User; password?: string }>('POST', '/users', {
      userPrincipalName: argument(input, 0),
      displayName,
      aliases,
      scram: input.options['scram'] === true,
      ...(input.options['passwordStdin'] === true ? { password: await readPassword() } : {}),
    });
    const shown = data.password === undefined ? '' : `\npassword (shown once): ${data.password}`;
    return { data, text: `added ${data.user.userPrincipalName}${shown}` };
  },
};
