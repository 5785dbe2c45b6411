/** `postern application secret-add` */

import type { addSecret } from '../../contract/applications.ts';
import type { Answer } from '../../contract/route-contract.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { CliError, exitCodes, time } from '../output.ts';

export const applicationSecretAdd: CommandDefinition = {
  path: 'application secret-add',
  summary: 'Make a secret of an application; it is printed once',
  arguments: [['<application>', 'client id or object id']],
  options: [
    { flags: '--name <name>', meaning: 'what it is for', required: true },
    { flags: '--days <n>', meaning: 'how long it is good', default: '180' },
  ],
  examples: ['postern application secret-add 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 --name copier --days 90'],
  async run(input) {
    const days = Number(text(input, 'days'));
    if (!Number.isInteger(days) || days < 1 || days > 3650)
      throw new CliError(exitCodes.usage, '--days must be a whole number from 1 to 3650');
    const endsAt = new Date(Date.now() + days * 86_400_000).toISOString();
    const path = at`/applications/${argument(input, 0)}/secrets`;
    const data = await input.door.call<Answer<typeof addSecret>>('POST', path, {
      displayName: text(input, 'name'),
      endsAt,
    });
    return {
      data,
      text: `secret (shown once): ${data.text}\nid ${data.secret.id}, good until ${time(data.secret.endsAt)}`,
    };
  },
};
