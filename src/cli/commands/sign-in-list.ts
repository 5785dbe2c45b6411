/** `postern sign-in list` */
import type { SignInRecord } from '../../sign-in/sign-in-log.ts';
import { replies } from '../../smtp/replies.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { paging, searchOf, signInSearchOptions } from '../log-options.ts';
import { printable, table, time } from '../output.ts';

export const signInList: CommandDefinition = {
  path: 'sign-in list',
  summary: 'List sign-ins, newest first',
  options: [...signInSearchOptions, ...paging],
  examples: [
    'postern sign-in list --outcome refused',
    'postern sign-in list --user scanner@fabrikam.example --gate smtp-auth',
  ],
  async run(input) {
    const data = await input.door.call<{ signIns: SignInRecord[] }>('GET', `/sign-ins${searchOf(input)}`);
    const rows = data.signIns.map((each) => [
      time(each.at),
      each.sessionId || each.correlationId,
      each.login,
      each.address,
      each.mechanism ?? each.kind,
      each.outcome,
      each.gate ?? '',
      codesOf(each),
      each.id,
    ]);
    const head = ['AT', 'SESSION', 'LOGIN', 'ADDRESS', 'MECHANISM', 'OUTCOME', 'GATE', 'REPLY', 'ID'];
    return { data, text: printable(table([head, ...rows])) };
  },
};

/** What the client got, or the number under which Entra has it. */
function codesOf({ reply, errorCode }: SignInRecord): string {
  if (reply === null) return errorCode === null || errorCode === 0 ? '' : `AADSTS${errorCode}`;
  const { code, enhanced } = replies[reply];
  return `${code} ${enhanced}`;
}
