/** What the command line says of the tenant that is to be read: whose API, and as whom. */
import { type Cloud, type CloudName, cloudAt, clouds } from '../doctor/providers/microsoft-365/clouds.ts';
import type { ClientCredential } from '../oauth/tokens.ts';
import { secretInFile } from './ask-secret.ts';
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';
import { readTextFile } from './read-text-file.ts';
import { safeAddress } from './remote/server-address.ts';

const cloudNames = Object.keys(clouds) as CloudName[];

/** Whose application asks Graph and Exchange, and where they are. */
export const apiOptions: readonly CommandOption[] = [
  {
    flags: '--client-id <id>',
    meaning: 'ask Microsoft Graph and Exchange, as this application (docs/doctor-tenant.md tells how to register one)',
  },
  {
    flags: '--client-secret-file <file>',
    meaning: 'its secret; without it and a certificate, a person signs in in a browser',
  },
  {
    flags: '--client-certificate <file>',
    meaning: 'its certificate (PEM), with the private key in it or in --client-key',
  },
  { flags: '--client-key <file>', meaning: 'the private key of the certificate (PEM, without a passphrase)' },
  { flags: '--cloud <name>', meaning: "which of Microsoft's clouds", choices: cloudNames, default: 'global' },
  { flags: '--authority <url>', meaning: 'who gives tokens, in the place of that cloud’s' },
  { flags: '--graph <url>', meaning: 'where Microsoft Graph is, in the place of that cloud’s' },
  { flags: '--exchange <url>', meaning: 'where the Exchange admin API is, in the place of that cloud’s' },
];

export const tenantOptions: readonly CommandOption[] = [
  { flags: '--tenant <tenant>', meaning: 'read the settings of this tenant, by id or domain' },
  ...apiOptions,
];

export interface TenantAccess {
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly clientId: string;
  /** Null: a person signs in. */
  readonly credential: ClientCredential | null;
}

/** Whether Graph and Exchange are asked, and not the admin API of a Postern. */
export function namesApis(input: CommandInput): boolean {
  if (text(input, 'clientId') !== undefined) return true;
  const [alone] = givenApiOptions(input);
  if (alone !== undefined) throw usage(`${alone} goes with --client-id ID; docs/doctor-tenant.md tells how to get one`);
  return false;
}

/** The flags of those that were given. */
export function givenApiOptions(input: CommandInput): readonly string[] {
  return apiOptions
    .filter((option) => {
      const value = text(input, nameOf(flagOf(option)));
      return value !== undefined && value !== option.default;
    })
    .map(flagOf);
}

function flagOf({ flags }: CommandOption): string {
  return flags.split(' ')[0] ?? '';
}

function nameOf(flag: string): string {
  return flag.slice(2).replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Null: it is the Postern that the command is about. */
export async function tenantAccessOf(input: CommandInput, tenant: string): Promise<TenantAccess | null> {
  const clientId = text(input, 'clientId');
  if (clientId === undefined) {
    if (input.server !== null || typeof input.options['data'] === 'string') return null;
    throw usage(
      `an application of yours reads the tenant: --client-id ID, with --client-secret-file or --client-certificate FILE, or alone to sign in in a browser; docs/doctor-tenant.md tells how to register it. A tenant of the Postern here: postern doctor --user USER`,
    );
  }
  return accessTo(input, { cloud: cloudOf(input), tenant, clientId });
}

/** With what the command line has to prove itself with. */
export async function accessTo(
  input: CommandInput,
  asked: Pick<TenantAccess, 'cloud' | 'tenant' | 'clientId'>,
): Promise<TenantAccess> {
  return { ...asked, credential: await credentialOf(input) };
}

/** A Postern has all three at one address. */
export function cloudOf(input: CommandInput): Cloud {
  const name = cloudNames.find((each) => each === text(input, 'cloud')) ?? 'global';
  const { server } = input;
  const all = server === null ? {} : { authority: server, graph: server, exchange: server };
  const given = (['authority', 'graph', 'exchange'] as const).flatMap((which) => {
    const url = text(input, which);
    return url === undefined ? [] : [[which, safeAddress(url, `--${which}`)] as const];
  });
  return cloudAt(name, { ...all, ...Object.fromEntries(given) });
}

const privateKey = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/;

async function credentialOf(input: CommandInput): Promise<ClientCredential | null> {
  const [secretFile, certificateFile, keyFile] = ['clientSecretFile', 'clientCertificate', 'clientKey'].map((name) =>
    text(input, name),
  );
  if (secretFile !== undefined) {
    if (certificateFile !== undefined) throw usage('either --client-secret-file or --client-certificate');
    return { kind: 'secret', secret: await secretInFile(secretFile) };
  }
  if (certificateFile === undefined) {
    if (keyFile !== undefined) throw usage('--client-key goes with --client-certificate');
    return null;
  }
  const certificate = await readTextFile(certificateFile);
  const [key] = privateKey.exec(keyFile === undefined ? certificate : await readTextFile(keyFile)) ?? [];
  if (key === undefined) throw usage(`${keyFile ?? certificateFile} holds no private key (PEM, without a passphrase)`);
  return { kind: 'certificate', certificate, privateKey: key };
}

function usage(message: string): CliError {
  return new CliError(exitCodes.usage, message);
}
