/** `postern overview` */
import type { Static, TSchema } from 'typebox';
import type { showOverview } from '../../contract/overview.ts';
import { type CommandDefinition, text } from '../command-definition.ts';
import { query } from '../door.ts';
import { printable, table, time } from '../output.ts';

type Overview = Static<Extract<(typeof showOverview)['answer'], TSchema>>;

export const overview: CommandDefinition = {
  path: 'overview',
  summary: 'Say whether mail can be sent now, what became of the last, and who sends, is refused, or has gone silent',
  options: [
    { flags: '--tenant <domain>', meaning: 'only this tenant' },
    { flags: '--silent-days <n>', meaning: 'who has not sent for so long is silent (3)' },
  ],
  examples: ['postern overview', 'postern overview --tenant fabrikam.example --silent-days 7'],
  async run(input) {
    const asked = { tenant: text(input, 'tenant'), silentDays: text(input, 'silentDays') };
    const data = await input.door.call<Overview>('GET', `/overview${query(asked)}`);
    return { data, text: printable(linesOf(data).join('\n')) };
  },
};

const answers = {
  yes: 'mail is sent',
  failing: 'mail is taken, but the last could not be delivered',
  unproven: 'mail is taken; none was delivered in the last 24 hours',
  no: 'no mail is taken',
} as const;

function linesOf({ sending, mail, signIns, identities, queue }: Overview): string[] {
  const day = mail?.hours.reduce((sum, each) => sum + each.accepted, 0);
  const at = (instant: number | null): string => (instant === null ? 'never' : time(instant));
  const named = (standing: 'sending' | 'refused' | 'silent'): string[][] =>
    (identities?.[standing].identities ?? []).map((each) => [
      standing,
      each.userPrincipalName,
      at(Math.max(each.lastSentAt ?? 0, each.lastAllowedAt ?? 0) || null),
      each.lastRefusedAt === null ? '' : `${at(each.lastRefusedAt)} ${each.gate ?? ''}`,
    ]);
  const rows = [...named('refused'), ...named('silent'), ...named('sending')];
  return [
    ...(sending === null ? [] : [`${answers[sending.answer]}; last delivered: ${at(sending.lastDeliveredAt)}`]),
    ...(day === undefined ? [] : [`messages of the last 24 hours: ${day}`]),
    ...(queue ?? []).map(({ state, recipients }) => `${state}: ${recipients}`),
    ...(signIns?.gates ?? []).map(({ gate, day: last, month }) => `refused by ${gate}: ${last} (30 days: ${month})`),
    ...(rows.length === 0 ? [] : [table([['', 'USER', 'LAST GOOD', 'LAST REFUSED'], ...rows])]),
  ];
}
