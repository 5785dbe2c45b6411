/** `postern application certificate-add` */

import type { addCertificate } from '../../contract/applications.ts';
import type { Answer } from '../../contract/route-contract.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { time } from '../output.ts';
import { readTextFile } from '../read-text-file.ts';

export const applicationCertificateAdd: CommandDefinition = {
  path: 'application certificate-add',
  summary: 'Let the key of a certificate sign in as an application',
  arguments: [
    ['<application>', 'client id or object id'],
    ['<file>', 'the certificate in PEM, without its key'],
  ],
  options: [{ flags: '--name <name>', meaning: 'what it is for', default: 'certificate' }],
  examples: ['postern application certificate-add 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 scanner.pem'],
  async run(input) {
    const body = { displayName: text(input, 'name'), certificate: await readTextFile(argument(input, 1)) };
    const path = at`/applications/${argument(input, 0)}/certificates`;
    const data = await input.door.call<Answer<typeof addCertificate>>('POST', path, body);
    const { thumbprint, endsAt } = data.certificate;
    return { data, text: `added ${thumbprint}, good until ${time(endsAt)}` };
  },
};
