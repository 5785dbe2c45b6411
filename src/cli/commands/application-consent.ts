/** `postern application consent` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, listed } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatApplication, type WholeApplication } from '../format-application.ts';
import { CliError, exitCodes } from '../output.ts';

export const applicationConsent: CommandDefinition = {
  path: 'application consent',
  summary: 'Consent to what an application may do in its tenant, or take consent back',
  arguments: [['<application>', 'client id or object id']],
  options: [
    { flags: '--application <names>', meaning: 'permissions of its own, separated by commas' },
    { flags: '--delegated <names>', meaning: 'permissions on behalf of people, separated by commas' },
    { flags: '--remove', meaning: 'take consent to them back' },
  ],
  examples: [
    'postern application consent 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 --application SMTP.SendAsApp',
    'postern application consent 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 --delegated Mail.Send --remove',
  ],
  async run(input) {
    const kinds = (['application', 'delegated'] as const).filter((kind) => listed(input, kind).length > 0);
    if (kinds.length === 0) throw new CliError(exitCodes.usage, 'name permissions with --application or --delegated');
    const path = at`/applications/${argument(input, 0)}/consent`;
    let data: WholeApplication | null = null;
    for (const kind of kinds) {
      const names = listed(input, kind);
      const change = input.options['remove'] === true ? { add: [], drop: names } : { add: names, drop: [] };
      data = await input.door.call<WholeApplication>('PATCH', path, { kind, ...change });
    }
    return { data, text: data === null ? '' : formatApplication(data) };
  },
};
