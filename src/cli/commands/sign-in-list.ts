/** `postern sign-in list` */

import type { SignInRecord } from '../../sign-in/sign-in-log.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { printable, table, time } from '../output.ts';

export const signInList: CommandDefinition = {
  path: 'sign-in list',
  summary: 'List sign-ins, newest first',
  options: [
    { flags: '--tenant <domain>', meaning: 'only this tenant' },
    { flags: '--user <login>', meaning: 'only this login' },
    { flags: '--outcome <value>', meaning: 'only these', choices: ['allowed', 'refused', 'error'] },
    { flags: '--limit <n>', meaning: 'at the most so many (50)' },
  ],
  examples: ['postern sign-in list --outcome refused'],
  async run(input) {
    const asked = Object.fromEntries(['tenant', 'user', 'outcome', 'limit'].map((name) => [name, text(input, name)]));
    const data = await input.door.call<{ signIns: SignInRecord[] }>('GET', `/sign-ins${query(asked)}`);
    const rows = data.signIns.map((each) => [
      time(each.at),
      each.sessionId,
      each.login,
      each.address,
      each.mechanism ?? each.kind,
      each.outcome,
      each.gate ?? '',
    ]);
    const head = ['AT', 'SESSION', 'LOGIN', 'ADDRESS', 'MECHANISM', 'OUTCOME', 'GATE'];
    return { data, text: printable(table([head, ...rows])) };
  },
};
