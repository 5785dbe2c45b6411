/** `postern whatif` */
import { plannedChange, retirementDates } from '../../doctor/plan/retirement-dates.ts';
import { type ForeseenChange, whatIf } from '../../doctor/plan/what-if.ts';
import { posternProvider } from '../../doctor/providers/postern/postern-provider.ts';
import { readAttempts } from '../../doctor/providers/read-attempts.ts';
import type { SettingValue } from '../../sign-in/decision.ts';
import { changeInWords } from '../changes-in-words.ts';
import { type CommandDefinition, type CommandInput, text } from '../command-definition.ts';
import { daysIn, daysOption } from '../days.ts';
import { at } from '../door.ts';
import { formatWhatIf } from '../format-what-if.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, exitCodes } from '../output.ts';
import { defaultOf } from '../setting-default.ts';

const planned = retirementDates.filter(({ change }) => change !== null).map(({ id }) => id);

export const whatif: CommandDefinition = {
  path: 'whatif',
  summary: 'Say whom a change would let in or shut out, by the sign-ins that were recorded; changes nothing',
  options: [
    {
      flags: '--change <command...>',
      meaning: 'a change, in the words of the command that makes it; more than one goes',
    },
    { flags: '--planned <date>', meaning: 'what Microsoft has announced, as a change of --tenant', choices: planned },
    { flags: '--tenant <domain>', meaning: 'the tenant of --planned' },
    daysOption,
    languageOption,
  ],
  examples: [
    'postern whatif --change "security-defaults enable --tenant fabrikam.example"',
    'postern whatif --change "mailbox set scanner@fabrikam.example --smtp-auth off" --days 7',
    'postern whatif --tenant fabrikam.example --planned basic-off-by-default',
  ],
  async run(input) {
    const { tenantId, changes } = await foreseen(input);
    const days = daysIn(input);
    const read = await readAttempts(posternProvider(input.door, tenantId), Date.now() - days * 86_400_000);
    if (read.kind === 'not-possible')
      throw new CliError(
        exitCodes.refused,
        read.because.kind === 'permission'
          ? `the sign-in log: ${read.because.permission}`
          : 'the sign-in log cannot be read',
      );
    const { attempts, people, isCut } = read;
    const found = whatIf(changes, attempts, people);
    const data = { changes, days, attempts: attempts.length, isCut, ...found };
    return { data, text: formatWhatIf(data, languageIn(input)) };
  },
};

interface Foreseen {
  readonly tenantId: string;
  readonly changes: readonly ForeseenChange[];
}

async function foreseen(input: CommandInput): Promise<Foreseen> {
  const worded = input.options['change'];
  const each = Array.isArray(worded) ? await Promise.all(worded.map((words) => ofWords(input, String(words)))) : [];
  const date = text(input, 'planned');
  const all = date === undefined ? each : [...each, await ofDate(input, date)];
  const [first] = all;
  if (first === undefined) throw new CliError(exitCodes.usage, 'name a change with --change, or --planned');
  if (all.some(({ tenantId }) => tenantId !== first.tenantId))
    throw new CliError(exitCodes.usage, 'the changes belong to several tenants; ask for one at a time');
  return { tenantId: first.tenantId, changes: all.flatMap(({ changes }) => changes) };
}

async function ofWords({ door }: CommandInput, words: string): Promise<Foreseen> {
  const { of, name, settings } = await changeInWords(words);
  const values = Object.entries(settings).map(([setting, value]) => ({
    setting: { scope: of, name: setting as SettingValue['setting']['name'] },
    value: value ?? defaultOf(of, setting),
  }));
  if (of === 'tenant') {
    const { tenant } = await door.call<{ tenant: { id: string } }>('GET', at`/tenants/${name}`);
    return { tenantId: tenant.id, changes: values.map((value) => ({ ...value, user: null })) };
  }
  const { user } = await door.call<{ user: { id: string; tenantId: string } }>('GET', at`/users/${name}`);
  return { tenantId: user.tenantId, changes: values.map((value) => ({ ...value, user: user.id })) };
}

async function ofDate({ door, options }: CommandInput, id: string): Promise<Foreseen> {
  const change = plannedChange(id);
  if (typeof options['tenant'] !== 'string' || change === null)
    throw new CliError(exitCodes.usage, 'name the tenant of --planned with --tenant');
  const { tenant } = await door.call<{ tenant: { id: string } }>('GET', at`/tenants/${options['tenant']}`);
  return { tenantId: tenant.id, changes: [{ ...change, user: null }] };
}
