/** `postern watch` */
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { formatWatched } from '../format-watched.ts';

export const watch: CommandDefinition = {
  path: 'watch',
  summary: 'Show SMTP dialogues live, without secrets and without the content of mail',
  options: [
    { flags: '--tenant <domain>', meaning: 'only of those who sign in to this tenant' },
    { flags: '--user <login>', meaning: 'only of those who sign in as this user, from the first line on' },
    { flags: '--address <range>', meaning: 'only from this address or range, as in 192.0.2.0/24' },
    { flags: '--listener <name>', meaning: 'only at this listener' },
    { flags: '--seconds <n>', meaning: 'end after so long (3600)' },
  ],
  examples: ['postern watch --address 192.0.2.0/24', 'postern watch --user scanner@fabrikam.example'],
  async run(input) {
    const names = ['tenant', 'user', 'address', 'listener', 'seconds'];
    const asked = Object.fromEntries(names.map((name) => [name, text(input, name)]));
    return { octets: formatWatched(await input.door.raw(`/watch${query(asked)}`), input.json) };
  },
};
