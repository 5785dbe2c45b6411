/** `postern fix` */
import { applyPlan, needsAppPassword } from '../../doctor/fix/apply-plan.ts';
import { openFixFile } from '../../doctor/fix/fix-file.ts';
import { type PreparedFix, prepareFix } from '../../doctor/fix/prepare-fix.ts';
import { type Proof, proveFix, type Trial } from '../../doctor/fix/prove-fix.ts';
import { type Language, translate } from '../../i18n/translate.ts';
import type { Mechanism } from '../../sign-in/attempt.ts';
import { addressIn } from '../address-in.ts';
import { askWhether, tell } from '../ask.ts';
import { argument, type CommandDefinition, type CommandInput, text } from '../command-definition.ts';
import { endOfUnread } from '../end-of-unread.ts';
import { formatApplied, formatAppPassword, formatProof } from '../format-fix.ts';
import { formatPlan } from '../format-plan.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, type ExitCode, exitCodes, type Outcome } from '../output.ts';
import { passwordOf, passwordOption } from '../password-of.ts';
import { type OpenedProvider, openProviderOf, providerOptions } from '../provider-of.ts';
import { smtpDoorOf, smtpDoorOptions } from '../smtp-door.ts';
import { parseUntil, untilOption } from '../until.ts';

const mechanisms: readonly Mechanism[] = ['LOGIN', 'PLAIN', 'SCRAM-SHA-256', 'XOAUTH2', 'OAUTHBEARER'];

export const fix: CommandDefinition = {
  path: 'fix',
  summary: "Make the smallest change that lets a user's device sign in, and prove it; undo takes it back",
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
    passwordOption,
    ...smtpDoorOptions,
    { flags: '--dry-run', meaning: 'show the plan, and change nothing' },
    { flags: '--yes', meaning: 'do not ask' },
    { flags: '--wait <minutes>', meaning: 'wait at most so long until the change holds', default: '10' },
    { ...untilOption, meaning: `${untilOption.meaning}; through Graph and Exchange by "postern undo --due"` },
    ...providerOptions,
    languageOption,
  ],
  examples: [
    'postern fix scanner@fabrikam.example --dry-run',
    'postern fix scanner@fabrikam.example --device-as-is --password-from scanner-password.txt --until 2h',
    'postern fix scanner@contoso.com --client-id 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 --dry-run',
  ],
  async run(input) {
    const user = argument(input, 0);
    const opened = await openProviderOf(input, user, null);
    const prepared = await prepareFix(opened.provider, user, deviceOf(input), Date.now());
    const planned = formatPlan(prepared, languageIn(input));
    const { before, after, steps } = prepared.plan;
    if (input.options['dryRun'] === true || (!before.allowed && (!after.allowed || steps.length === 0)))
      return { data: prepared, text: planned, exitCode: endOfPlan(prepared) };
    return carryOut(input, opened, prepared);
  },
};

/** What the plan alone says of the device. */
function endOfPlan({ plan, unread, restriction }: PreparedFix): ExitCode {
  if (!plan.after.allowed || restriction !== null) return exitCodes.refused;
  return plan.before.allowed && unread.length > 0 ? endOfUnread(unread) : exitCodes.ok;
}

async function carryOut(input: CommandInput, opened: OpenedProvider, prepared: PreparedFix): Promise<Outcome> {
  const { provider, where, apis } = opened;
  const language = languageIn(input);
  const until = endOf(input);
  // Whatever can be wrong with the command is found out before anything is changed.
  const trial = await trialOf(input, opened, prepared);
  tell(formatPlan(prepared, language));
  if (prepared.steps.length === 0) return proven(input, prepared, await proveFix(provider, prepared, trial));
  await confirm(input, language);
  const file = openFixFile();
  const [id = ''] = crypto.randomUUID().split('-');
  const options = { id, now: Date.now(), where, apis, until, keep: file.keep };
  const applied = await applyPlan(provider, prepared, options);
  const done = formatApplied(applied, language);
  if (applied.kind !== 'applied') return { data: applied, text: done, exitCode: exitCodes.refused };
  tell(done);
  const { fix: kept, appPassword } = applied;
  const password = needsAppPassword(prepared.steps) ? appPassword : trial.password;
  const proof = await proveFix(provider, prepared, { ...trial, password });
  const { data, text: said, exitCode } = proven(input, prepared, proof);
  const shown = appPassword === null ? said : `${formatAppPassword(appPassword, language)}\n${said}`;
  return { data: { fix: kept, appPassword, ...data }, text: shown, exitCode };
}

function endOf(input: CommandInput): number | null {
  const asked = text(input, 'until');
  return asked === undefined ? null : Date.parse(parseUntil(asked, new Date()));
}

async function trialOf(input: CommandInput, { apis }: OpenedProvider, { steps }: PreparedFix): Promise<Trial> {
  const password = await passwordOf(input);
  const isNeeded = password !== null || text(input, 'smtp') !== undefined;
  // An app password that is made is tried where that can be; nobody has asked for it.
  const where = isNeeded ? await smtpDoorOf(input, apis?.cloud ?? null) : null;
  const door =
    where ?? (needsAppPassword(steps) ? await smtpDoorOf(input, apis?.cloud ?? null).catch(() => null) : null);
  return {
    door,
    password,
    waitMs: waitMsIn(input),
    onPause: (elapsedMs) => tell(`… ${Math.round(elapsedMs / 1000)} s`),
  };
}

function waitMsIn(input: CommandInput): number {
  const minutes = Number(text(input, 'wait') ?? '10');
  if (Number.isFinite(minutes) && minutes >= 0 && minutes <= 24 * 60) return minutes * 60_000;
  throw new CliError(exitCodes.usage, '--wait is a number of minutes, at most 1440');
}

function proven(input: CommandInput, prepared: PreparedFix, proof: Proof) {
  const { plan, restriction } = prepared;
  const isBad = proof.kind === 'refused' || proof.kind === 'failed' || proof.kind === 'still-shut';
  // Whom a server has let in, no setting can be in the way of.
  const isIn = proof.kind === 'allowed' && restriction === null;
  const exitCode = isBad ? exitCodes.refused : isIn ? exitCodes.ok : endOfPlan(prepared);
  // By settings that were not read, nothing is proven.
  const isProof = proof.kind !== 'by-settings' || !plan.before.allowed || prepared.unread.length === 0;
  return { data: { plan, proof }, text: isProof ? formatProof(proof, languageIn(input)) : '', exitCode };
}

async function confirm(input: CommandInput, language: Language): Promise<void> {
  if (input.options['yes'] === true) return;
  const question = translate({ key: 'fix.ask', parameters: {} }, language);
  const isAgreed = await askWhether(question, 'say --yes to do it, or --dry-run to see the plan alone');
  if (!isAgreed) throw new CliError(exitCodes.refused, 'nothing was changed');
}

function deviceOf(input: CommandInput) {
  const address = addressIn(input);
  const mechanism = mechanisms.find((each) => each === text(input, 'mechanism'));
  return {
    ...(address === undefined ? {} : { address }),
    ...(mechanism === undefined ? {} : { mechanism }),
    credential: text(input, 'credential') === 'app-password' ? 'app-password' : 'password',
    asIs: input.options['deviceAsIs'] === true,
  } as const;
}
