/** `postern application certificate-remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const applicationCertificateRemove: CommandDefinition = {
  path: 'application certificate-remove',
  summary: 'Let the key of a certificate sign in as an application no longer',
  arguments: [
    ['<application>', 'client id or object id'],
    ['<id>', 'id of the certificate, as "application show" has it'],
  ],
  examples: [
    'postern application certificate-remove 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 0d6f1b1f-7c11-4a57-9c1b-5f2d1c3e8a34',
  ],
  async run(input) {
    const path = at`/applications/${argument(input, 0)}/certificates/${argument(input, 1)}`;
    const data = await input.door.call('DELETE', path);
    return { data, text: 'removed' };
  },
};
