/** `postern why` */

import type { CommandDefinition } from '../command-definition.ts';
import { at } from '../door.ts';
import type { Why } from '../format-why.ts';
import { formatWhy, sessionIdIn } from '../format-why.ts';
import { CliError, exitCodes } from '../output.ts';

export const why: CommandDefinition = {
  path: 'why',
  summary: 'Say why a session was refused: every gate, what shut it, and what opens it',
  arguments: [['<id...>', 'session id, or the whole reply line it stands in']],
  examples: ['postern why 08DE2B4C5D6E7F80', 'postern why "[08DE2B4C5D6E7F80]"'],
  async run(input) {
    const sessionId = sessionIdIn(input.args.join(' '));
    if (sessionId === null) throw new CliError(exitCodes.usage, 'no session id (16 hex digits) was given');
    const data = await input.door.call<Why>('GET', at`/why/${sessionId}`);
    return { data, text: formatWhy(data) };
  },
};
