/** `postern whatif` */
import { retirementDates } from '../../doctor/plan/retirement-dates.ts';
import { whatIf } from '../../doctor/plan/what-if.ts';
import { readAttempts } from '../../doctor/providers/read-attempts.ts';
import { caOption } from '../authorities-of.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { daysIn, daysOption } from '../days.ts';
import { askedChanges, foreseenChanges, providerOfChanges } from '../foreseen-changes.ts';
import { formatWhatIf } from '../format-what-if.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, exitCodes } from '../output.ts';
import { apiOptions } from '../tenant-options.ts';

const planned = retirementDates.filter(({ change }) => change !== null).map(({ id }) => id);

/** For all reading: a log of many pages, and the settings of many users. */
const limitMs = 15 * 60_000;

export const whatif: CommandDefinition = {
  path: 'whatif',
  summary: 'Say whom a change would let in or shut out, by the sign-ins that were recorded; changes nothing',
  options: [
    {
      flags: '--change <command...>',
      meaning: 'a change, in the words of the command that makes it; more than one goes',
    },
    { flags: '--planned <date>', meaning: 'what Microsoft has announced, as a change of --tenant', choices: planned },
    { flags: '--tenant <domain>', meaning: 'the tenant of --planned (else the one that the change names)' },
    ...apiOptions,
    caOption,
    daysOption,
    languageOption,
  ],
  examples: [
    'postern whatif --change "security-defaults enable --tenant fabrikam.example"',
    'postern whatif --change "mailbox set scanner@fabrikam.example --smtp-auth off" --days 7',
    'postern whatif --change "conditional-access add Legacy --tenant fabrikam.example --state enabled"',
    'postern whatif --tenant fabrikam.example --planned basic-off-by-default',
  ],
  async run(input) {
    const asked = await askedChanges(input);
    const days = daysIn(input);
    const provider = await providerOfChanges(input, asked, limitMs);
    const read = await readAttempts(provider, Date.now() - days * 86_400_000);
    if (read.kind === 'not-possible')
      throw new CliError(
        exitCodes.refused,
        read.because.kind === 'permission'
          ? `the sign-in log: ${read.because.permission}`
          : 'the sign-in log cannot be read',
      );
    const changes = await foreseenChanges(input, asked, provider, read);
    const { attempts, people, isCut, assumed, tenant } = read;
    const found = whatIf(changes, attempts, people);
    const data = {
      changes,
      days,
      attempts: attempts.length,
      isCut,
      assumed,
      unforeseen: tenant.unforeseen ?? [],
      ...found,
    };
    return { data, text: formatWhatIf(data, languageIn(input)) };
  },
};
