/** `postern user set` */
import { changeSettings } from '../change-settings.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { atLeastOne, settingsOf } from '../settings-options.ts';
import { untilOption } from '../until.ts';
import { userOptions } from '../user-options.ts';

export const userSet: CommandDefinition = {
  path: 'user set',
  summary: 'Set the state, MFA, authentication policy or password of a user',
  arguments: [['<upn>', 'user principal name']],
  options: [
    ...userOptions,
    { flags: '--password-stdin', meaning: 'read a new password from standard input' },
    { flags: '--scram', meaning: 'the new password may be used with SCRAM' },
    untilOption,
  ],
  examples: [
    'postern user set scanner@fabrikam.example --mfa disabled',
    'postern user set scanner@fabrikam.example --password-stdin < password.txt',
  ],
  async run(input) {
    const settings = settingsOf(input, userOptions);
    const upn = argument(input, 0);
    if (input.options['passwordStdin'] === true) {
      const { readPassword } = await import('../read-password.ts');
      const body = { password: await readPassword(), scram: input.options['scram'] === true };
      await input.door.call('PUT', at`/users/${upn}/password`, body);
      if (Object.keys(settings).length === 0) return { data: {}, text: 'the password is set' };
    }
    atLeastOne(settings);
    return changeSettings(input, at`/users/${upn}`, settings);
  },
};
