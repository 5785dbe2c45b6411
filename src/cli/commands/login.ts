/** `postern login` */
import { resolve } from 'node:path';
import { firstPartyApplications } from '../../directory/first-party-applications.ts';
import type { Tokens } from '../../oauth/tokens.ts';
import type { CommandDefinition, CommandInput } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { CliError, exitCodes, printable } from '../output.ts';
import { readTextFile } from '../read-text-file.ts';
import { secretIn } from '../remote/access-token.ts';
import { trust } from '../remote/ask-server.ts';
import { type Authority, applicationTokens, askDeviceCode, awaitPerson } from '../remote/authority.ts';
import { openSessionFile } from '../remote/session-file.ts';

/** A code lives no longer. */
const longestTimeoutSeconds = 3600;

export const login: CommandDefinition = {
  path: 'login',
  summary: 'Sign in to a service elsewhere, in a browser on any machine; other commands then take --server',
  options: [
    { flags: '--tenant <tenant>', meaning: 'id or domain of the tenant (else the name that is signed in with tells)' },
    { flags: '--ca <file>', meaning: 'authority to trust beside those of this machine, in PEM' },
    { flags: '--timeout <seconds>', meaning: 'wait for the person for so long (else until the code ends)' },
    { flags: '--client-id <id>', meaning: 'sign in as an application, which holds Postern.ManageAsApp and a role' },
    { flags: '--client-secret-file <file>', meaning: 'file that holds its secret, and goes on holding it' },
  ],
  examples: [
    'postern login --server https://mail.example',
    'postern login --server https://mail.example --tenant contoso.example --client-id 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 --client-secret-file secret.txt',
  ],
  async run(input) {
    const { server } = input;
    if (server === null)
      throw new CliError(
        exitCodes.usage,
        'name the service with --server URL (or POSTERN_SERVER); one here needs no login',
      );
    const caFile = text(input, 'ca');
    const ca = caFile === undefined ? null : await authorityIn(caFile);
    trust(ca);
    const { authority, clientSecretFile, tokens } = await signIn(server, input);
    const { accessToken, endsAt, refreshToken } = tokens;
    const name = await nameIn(accessToken);
    const file = openSessionFile();
    const session = { ...authority, clientSecretFile, ca, name, accessToken, accessTokenEndsAt: endsAt, refreshToken };
    await file.alone(() => file.put(session));
    return {
      data: { server, name },
      text: printable(`signed in at ${server} as ${name}; commands take --server ${server}`),
    };
  },
};

interface SignedIn {
  readonly authority: Authority;
  readonly clientSecretFile: string | null;
  readonly tokens: Tokens;
}

async function signIn(server: string, input: CommandInput): Promise<SignedIn> {
  const [tenant, clientId, secretFile] = [
    text(input, 'tenant'),
    text(input, 'clientId'),
    text(input, 'clientSecretFile'),
  ];
  if ((clientId === undefined) !== (secretFile === undefined))
    throw new CliError(exitCodes.usage, '--client-id and --client-secret-file go together');
  if (clientId === undefined || secretFile === undefined) {
    const { appId } = firstPartyApplications.commandLine;
    const authority = { server, tenant: tenant ?? 'organizations', clientId: appId };
    return { authority, clientSecretFile: null, tokens: await personsTokens(authority, text(input, 'timeout')) };
  }
  if (tenant === undefined) throw new CliError(exitCodes.usage, 'name the tenant of the application with --tenant');
  const authority = { server, tenant, clientId };
  const tokens = await applicationTokens(authority, await secretIn(secretFile));
  return { authority, clientSecretFile: resolve(secretFile), tokens };
}

/** Asks the person, and says how long it waits; standard output is for the result. */
async function personsTokens(authority: Authority, timeout: string | undefined): Promise<Tokens> {
  const waitMs = timeout === undefined ? Number.POSITIVE_INFINITY : secondsOf(timeout) * 1000;
  const device = await askDeviceCode(authority);
  const { address, userCode } = device;
  const endsAt = Math.min(device.endsAt, Date.now() + waitMs);
  const until = new Date(endsAt).toTimeString().slice(0, 8);
  process.stderr.write(
    printable(
      `To sign in, open ${address} in a browser and enter the code ${userCode}\n` +
        `Waiting for you until ${until}; Ctrl-C gives up\n`,
    ),
  );
  return awaitPerson(authority, { ...device, endsAt });
}

function secondsOf(timeout: string): number {
  const seconds = Number(timeout);
  if (seconds >= 1 && seconds <= longestTimeoutSeconds) return seconds;
  throw new CliError(exitCodes.usage, `--timeout must be a number of seconds from 1 to ${longestTimeoutSeconds}`);
}

async function authorityIn(file: string): Promise<string> {
  const pem = await readTextFile(file);
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  throw new CliError(exitCodes.usage, `${file} holds no certificate in PEM`);
}

/** Who the token is of; it came from the service itself, over TLS. */
async function nameIn(accessToken: string): Promise<string> {
  // Loaded here alone: every other command answers sooner without it.
  const { decodeJwt } = await import('jose');
  try {
    const { upn, appid } = decodeJwt<{ upn?: string; appid?: string }>(accessToken);
    return upn ?? appid ?? '';
  } catch {
    throw new CliError(
      exitCodes.unreachable,
      'the service answered with a token that cannot be read; is it a Postern?',
    );
  }
}
