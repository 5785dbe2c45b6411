/** What the command line of `postern doctor HOST` asks for, as an examination. */
import { type AuthForm, authFormNames, authForms } from '../doctor/wire/auth-form.ts';
import type { Examination } from '../doctor/wire/examine-server.ts';
import { profileNames } from '../doctor/wire/imitate/profiles.ts';
import type { Credentials } from '../doctor/wire/sign-in.ts';
import { parseTarget, type Target } from '../doctor/wire/target.ts';
import { askSecret, secretInFile } from './ask-secret.ts';
import { authoritiesOf, trustAuthoritiesOf } from './authorities-of.ts';
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { findTestMessage, isOurHost } from './find-test-message.ts';
import { CliError, exitCodes } from './output.ts';
import { ownAuthority } from './own-authority.ts';
import { tenantAccessOf } from './tenant-options.ts';

const tlsModes = ['starttls', 'implicit', 'none'] as const;
const maximumSeconds = 600;

export const wireOptions: readonly CommandOption[] = [
  {
    flags: '--user <login>',
    meaning: 'sign in as the device does; the password is asked for, or read from standard input',
  },
  { flags: '--password-file <file>', meaning: 'its first line is the password' },
  {
    flags: '--token-file <file>',
    meaning: 'its first line is an access token, for XOAUTH2 (else POSTERN_DOCTOR_TOKEN, where there is one)',
  },
  {
    flags: '--oauth',
    meaning: 'sign in with a token: a person gets one in a browser, or the application of --client-id (XOAUTH2)',
  },
  {
    flags: '--mechanism <form>',
    meaning: 'sign in by this form (else as the imitated client does)',
    choices: authFormNames,
  },
  {
    flags: '--imitate <client>',
    meaning: 'speak like this client',
    choices: profileNames,
    default: 'usual',
  },
  { flags: '--tls <mode>', meaning: 'how TLS begins (else implicit on 465, else starttls)', choices: tlsModes },
  { flags: '--from <address>', meaning: 'sender to try (else the user)' },
  { flags: '--to <address>', meaning: 'recipient to try (else the sender)' },
  { flags: '--send', meaning: 'send a test message to the recipient' },
  { flags: '--ca <file>', meaning: 'certificates (PEM) to trust beside the known ones' },
  {
    flags: '--send-password-anyway',
    meaning: 'also without TLS, or to a server whose certificate nobody vouches for: whoever is in between reads it',
  },
  { flags: '--timeout <seconds>', meaning: 'time for all of it', default: '60' },
];

export async function examinationOf(input: CommandInput, given: string): Promise<Examination> {
  const target = targetOf(given);
  const credentials = await credentialsOf(input, target);
  const form = formOf(input, credentials);
  return {
    target,
    limitMs: secondsOf(input) * 1000,
    mode: tlsModes.find((each) => each === text(input, 'tls')) ?? null,
    profile: profileNames.find((each) => each === text(input, 'imitate')) ?? 'usual',
    credentials,
    form,
    sendSecretAnyway: input.options['sendPasswordAnyway'] === true,
    envelope: envelopeOf(input, credentials),
    sendMessage: input.options['send'] === true,
    findMessage: (queueId, mark) => findTestMessage(input.door, isOurHost(target.host, input.server), queueId, mark),
    authorities: await authoritiesFor(input, target),
  };
}

function targetOf(given: string): Target {
  const target = parseTarget(given);
  if (target !== null) return target;
  throw usage('name the server: HOST, HOST:PORT or [ADDRESS]:PORT, as in smtp.office365.com:587');
}

export function secondsOf(input: CommandInput): number {
  const seconds = Number(text(input, 'timeout'));
  if (seconds >= 1 && seconds <= maximumSeconds) return seconds;
  throw usage(`--timeout must be a number of seconds from 1 to ${maximumSeconds}`);
}

async function credentialsOf(input: CommandInput, { host }: Target): Promise<Credentials | null> {
  const user = text(input, 'user');
  const [passwordFile, tokenFile] = [text(input, 'passwordFile'), text(input, 'tokenFile')];
  if (user === undefined) {
    if (passwordFile ?? tokenFile ?? (input.options['oauth'] === true || undefined))
      throw usage('say whose it is: --user LOGIN');
    return null;
  }
  if (/[\r\n\0]/.test(user)) throw usage('--user must be one line');
  if (passwordFile !== undefined && tokenFile !== undefined) throw usage('either --password-file or --token-file');
  if (passwordFile !== undefined) return { user, kind: 'password', secret: await secretInFile(passwordFile) };
  if (input.options['oauth'] === true) return { user, kind: 'token', secret: await tokenOf(input, user) };
  const token = tokenFile === undefined ? process.env['POSTERN_DOCTOR_TOKEN'] : await secretInFile(tokenFile);
  if (token) return { user, kind: 'token', secret: token.trim() };
  return { user, kind: 'password', secret: await askSecret(`Password of ${user} at ${host}: `) };
}

/** From the tenant that is named, or the one of the user's domain. */
async function tokenOf(input: CommandInput, user: string): Promise<string> {
  const tenant = text(input, 'tenant') ?? user.split('@').at(-1) ?? '';
  if (text(input, 'clientId') === undefined)
    throw usage('--oauth needs an application that may send: --client-id ID (docs/doctor.md says which)');
  const access = await tenantAccessOf(input, tenant);
  if (access === null) throw usage('name the authority: --authority URL');
  await trustAuthoritiesOf(input);
  // Loaded here alone: every other command answers sooner without it.
  return (await import('./smtp-token.ts')).smtpToken(access);
}

function formOf(input: CommandInput, credentials: Credentials | null): AuthForm | null {
  const form = authFormNames.find((each) => each === text(input, 'mechanism')) ?? null;
  if (form !== null && credentials !== null && authForms[form].credential !== credentials.kind)
    throw usage(`--mechanism ${form} takes a ${authForms[form].credential}`);
  return form;
}

const address = /^[^\s<>@]+@[^\s<>@]+$/;

function envelopeOf(
  input: CommandInput,
  credentials: Credentials | null,
): { readonly from: string; readonly to: string } | null {
  const user = credentials !== null && address.test(credentials.user) ? credentials.user : undefined;
  const from = text(input, 'from') ?? user;
  const to = text(input, 'to') ?? from;
  for (const each of [from, to])
    if (each !== undefined && !address.test(each)) throw usage(`${each} is no mail address`);
  if (from !== undefined && to !== undefined) return { from, to };
  if (input.options['send'] === true) throw usage('say who sends: --from ADDRESS, or --user');
  return null;
}

/** Those that were given; of the service on this machine its own, too. */
async function authoritiesFor(input: CommandInput, { host }: Target): Promise<readonly string[]> {
  const own = isOurHost(host, input.server) ? await ownAuthority(input) : null;
  return [...(await authoritiesOf(input)), ...(own === null ? [] : [own])];
}

function usage(message: string): CliError {
  return new CliError(exitCodes.usage, message);
}
