/** `postern application show` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatApplication, type WholeApplication } from '../format-application.ts';

export const applicationShow: CommandDefinition = {
  path: 'application show',
  summary: 'Show an application, its credentials and what it may do',
  arguments: [['<application>', 'client id or object id']],
  examples: ['postern application show 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11'],
  async run(input) {
    const data = await input.door.call<WholeApplication>('GET', at`/applications/${argument(input, 0)}`);
    return { data, text: formatApplication(data) };
  },
};
