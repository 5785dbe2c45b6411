/** What the sandbox says when it is ready. */
import { join } from 'node:path';
import { lookOf } from '../smtp/replies.ts';
import { sandboxTenants } from './accounts.ts';
import type { SandboxApplication } from './applications.ts';

/** The command of this checkout, from whatever directory. */
const command = join(import.meta.dirname, '../../bin/postern');
const longestReply = 100;

export interface GreetingFacts {
  readonly password: string;
  readonly applications: readonly SandboxApplication[];
  readonly dataDirectory: string;
  readonly caFile: string;
  readonly host: string;
  readonly httpUrl: string;
  readonly httpsUrl: string;
  /** Ports by the name of the listener. */
  readonly ports: Readonly<Record<string, number>>;
}

export function greeting({
  password,
  applications,
  dataDirectory,
  caFile,
  host,
  httpUrl,
  httpsUrl,
  ports,
}: GreetingFacts): string {
  const accounts = sandboxTenants.flatMap(({ domain, accounts: list }) =>
    list.map((account) => ({ domain, ...account })),
  );
  const width = Math.max(...accounts.map(({ name, domain }) => name.length + domain.length + 1));
  const table = accounts.map(({ domain, name, meets, note }) => {
    const { code, enhanced, text } = lookOf(meets, 'postern');
    const reply = meets === 'accepted' ? 'sends' : shortened(`${code} ${enhanced} ${text}`);
    return `  ${`${name}@${domain}`.padEnd(width)}  ${reply}${note === undefined ? '' : `  (${note})`}`;
  });
  const sending = (how: string, from: string) =>
    `printf 'Subject: Hello\\r\\n\\r\\nHello from a device\\r\\n' | curl ${how} --ssl-reqd --cacert ${caFile} --url smtp://${host}:${ports['submission']} --user ${from}:${password} --mail-from ${from} --mail-rcpt ann@contoso.example --upload-file -`;
  return [
    'Postern sandbox',
    '',
    `  submission, STARTTLS      ${host}:${ports['submission']}`,
    `  submission, TLS           ${host}:${ports['submissions']}`,
    `  as Microsoft 365 speaks   ${host}:${ports['microsoft-365']}`,
    `  HTTP                      ${httpUrl}`,
    `  HTTPS                     ${httpsUrl}`,
    `  admin centre              ${httpUrl}/centre/  as admin@ one of the tenants below`,
    `  CA certificate            ${caFile}`,
    `  data directory            ${dataDirectory}`,
    '',
    `password: ${password}`,
    '',
    ...table,
    '',
    ...applications.map(({ domain, clientId, secret }) => `application ${domain} ${clientId} ${secret}`),
    '',
    'Any account, too: a wrong password (535 5.7.139), a mechanism that is not offered (504 5.7.4), TLS 1.0 or 1.1 (421 4.7.66).',
    '',
    'Any recipient can ask for a failure: 451@, 550@ (that code), slow-30@ (seconds), drop@ (the answer is lost) at any domain.',
    '',
    'Send a mail:',
    `  ${sending('-sS', 'printer@contoso.example')}`,
    'Show it:',
    `  ${command} message list --data ${dataDirectory}`,
    'Be refused:',
    `  ${sending('-sSv', 'scanner@fabrikam.example')} 2>&1 | grep -E '^< (5|250 2)'`,
    'Say why:',
    `  ${command} why ID --data ${dataDirectory}`,
    '',
    'ready',
    '',
  ].join('\n');
}

/** A long reply up to the last word that has room; the whole is in docs/generated/replies.md. */
function shortened(reply: string): string {
  if (reply.length <= longestReply) return reply;
  return `${reply.slice(0, reply.lastIndexOf(' ', longestReply - 1))} …`;
}
