/** The SMTP port at which a device of the service signs in. */
import { getCACertificates } from 'node:tls';
import type { SmtpDoor } from '../doctor/fix/sign-in-as-device.ts';
import type { Cloud } from '../doctor/providers/microsoft-365/clouds.ts';
import { authoritiesOf, caOption } from './authorities-of.ts';
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { ServiceRefusal } from './door.ts';
import { CliError, exitCodes } from './output.ts';
import { ownAuthority } from './own-authority.ts';

export const smtpDoorOptions: readonly CommandOption[] = [
  { flags: '--smtp <host:port>', meaning: 'where the device signs in (else the first submission port of the service)' },
  caOption,
];

/** The door that was named, or the one that the service has. `cloud`: whose APIs are asked; null: a Postern's own. */
export async function smtpDoorOf(input: CommandInput, cloud: Cloud | null): Promise<SmtpDoor> {
  const named = text(input, 'smtp');
  const { host, port, tls } =
    named !== undefined ? doorIn(named) : cloud === null ? await ownDoor(input) : doorOfCloud(cloud);
  const tlsOptions = { ca: [...getCACertificates('default'), ...(await authorities(input))] };
  return { host, port, tls, tlsOptions };
}

/** 465 is for TLS from the first octet (RFC 8314 §3.3). */
const implicitPort = 465;

function doorIn(named: string): Omit<SmtpDoor, 'tlsOptions'> {
  const parts = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(named);
  const [, six, other, digits] = parts ?? [];
  const port = Number(digits);
  if (parts === null || port < 1 || port > 65_535)
    throw new CliError(exitCodes.usage, `--smtp "${named}" is no host and port; write mail.example:587`);
  return { host: six ?? other ?? '', port, tls: port === implicitPort ? 'implicit' : 'starttls' };
}

function doorOfCloud({ submission, graph }: Cloud): Omit<SmtpDoor, 'tlsOptions'> {
  if (submission !== null) return { host: submission, port: 587, tls: 'starttls' };
  throw new CliError(exitCodes.usage, `where devices of ${graph} sign in is not known; name it with --smtp HOST:PORT`);
}

interface Shown {
  readonly options: readonly { readonly name: string; readonly value: unknown }[];
}

async function ownDoor({ door, server }: CommandInput): Promise<Omit<SmtpDoor, 'tlsOptions'>> {
  const { options } = await door.call<Shown>('GET', '/configuration').catch((error: unknown) => {
    if (!(error instanceof ServiceRefusal)) throw error;
    throw new CliError(exitCodes.refused, `${error.message}; or name the port with --smtp HOST:PORT`);
  });
  const values = new Map(options.map(({ name, value }) => [name, value]));
  for (let place = 0; values.has(`listeners[${place}].port`); place += 1) {
    const option = (name: string): unknown => values.get(`listeners[${place}].${name}`);
    const port = Number(option('port'));
    if (port === 0 || option('endpoint') !== 'submission') continue;
    const host = server === null ? 'localhost' : new URL(server).hostname.replace(/^\[|\]$/g, '');
    return { host, port, tls: option('tls') === 'implicit' ? 'implicit' : 'starttls' };
  }
  throw new CliError(exitCodes.usage, 'the service has no submission port of a fixed number; name it with --smtp');
}

/** Of this machine's own service its own authority, which made its certificate where none was configured. */
async function authorities(input: CommandInput): Promise<string[]> {
  const own = await ownAuthority(input);
  return [...(await authoritiesOf(input)), ...(own === null ? [] : [own])];
}
