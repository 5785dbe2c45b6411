/** `postern application add` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, listed, text } from '../command-definition.ts';
import { formatApplication, type WholeApplication } from '../format-application.ts';

export const applicationAdd: CommandDefinition = {
  path: 'application add',
  summary: 'Register an application in a tenant',
  arguments: [['<name>', 'name for people']],
  options: [
    { flags: '--tenant <domain>', meaning: 'tenant', required: true },
    { flags: '--permission <names>', meaning: 'what it asks consent for, separated by commas' },
    { flags: '--redirect-uri <uris>', meaning: 'where people come back to, separated by commas' },
    { flags: '--public', meaning: 'it can keep no secret: a program on a device, or in a browser' },
  ],
  examples: ['postern application add Scanner --tenant fabrikam.example --permission SMTP.SendAsApp'],
  async run(input) {
    const body = {
      tenant: text(input, 'tenant'),
      displayName: argument(input, 0),
      requiredPermissions: listed(input, 'permission'),
      redirectUris: listed(input, 'redirectUri'),
      publicClient: input.options['public'] === true,
    };
    const data = await input.door.call<WholeApplication>('POST', '/applications', body);
    return { data, text: formatApplication(data) };
  },
};
