/** `postern setup` */
import type { CommandDefinition } from '../command-definition.ts';

export const setup: CommandDefinition = {
  path: 'setup',
  summary: 'Print a fresh set-up link for the first administrator, while nobody administers the service',
  examples: ['postern setup'],
  async run({ door }) {
    const data = await door.call<{ url: string; endsAt: number }>('POST', '/setup');
    const end = new Date(data.endsAt).toISOString().slice(0, 16).replace('T', ' ');
    return { data, text: `${data.url}\ngood once, until ${end} UTC; the link of before is good no longer` };
  },
};
