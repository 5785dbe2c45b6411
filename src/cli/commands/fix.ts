/** `postern fix` */
import { prepareFix } from '../../doctor/fix/prepare-fix.ts';
import type { Mechanism } from '../../sign-in/attempt.ts';
import { argument, type CommandDefinition, type CommandInput, text } from '../command-definition.ts';
import { formatPlan } from '../format-plan.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, exitCodes } from '../output.ts';
import { providerOf } from '../provider-of.ts';

const mechanisms: readonly Mechanism[] = ['LOGIN', 'PLAIN', 'SCRAM-SHA-256', 'XOAUTH2', 'OAUTHBEARER'];

export const fix: CommandDefinition = {
  path: 'fix',
  summary: "Plan the smallest change that lets a user's device sign in",
  arguments: [['<user>', 'principal name of the user that the device signs in as']],
  options: [
    { flags: '--mechanism <name>', meaning: 'how it signs in (else as it last did, or LOGIN)', choices: mechanisms },
    { flags: '--address <ip>', meaning: 'from where (else as it last did)' },
    {
      flags: '--credential <kind>',
      meaning: 'what it holds',
      choices: ['password', 'app-password'],
      default: 'password',
    },
    { flags: '--device-as-is', meaning: 'nothing can be changed at the device, not even its password' },
    { flags: '--dry-run', meaning: 'show the plan, and change nothing' },
    languageOption,
  ],
  examples: [
    'postern fix scanner@fabrikam.example --dry-run',
    'postern fix scanner@fabrikam.example --dry-run --device-as-is',
  ],
  async run(input) {
    if (input.options['dryRun'] !== true)
      throw new CliError(exitCodes.usage, 'the plan can only be shown for now; say --dry-run');
    const user = argument(input, 0);
    const prepared = await prepareFix(await providerOf(input, user), user, deviceOf(input), Date.now());
    return { data: prepared, text: formatPlan(prepared, languageIn(input)) };
  },
};

function deviceOf(input: CommandInput) {
  const address = text(input, 'address');
  const mechanism = mechanisms.find((each) => each === text(input, 'mechanism'));
  return {
    ...(address === undefined ? {} : { address }),
    ...(mechanism === undefined ? {} : { mechanism }),
    credential: text(input, 'credential') === 'app-password' ? 'app-password' : 'password',
    asIs: input.options['deviceAsIs'] === true,
  } as const;
}
