/** `postern readiness` */
import { readFile, stat } from 'node:fs/promises';
import { readiness as readinessOf, sendersOfLog, withRecipients } from '../../doctor/plan/readiness.ts';
import { retirementDates } from '../../doctor/plan/retirement-dates.ts';
import { maximumRows, readSendersReport } from '../../doctor/plan/senders-report.ts';
import { maximumRead } from '../../doctor/providers/read-attempts.ts';
import { unreadable } from '../../lib/why-unreadable.ts';
import { caOption } from '../authorities-of.ts';
import { type CommandDefinition, type CommandInput, text } from '../command-definition.ts';
import { daysIn, daysOption } from '../days.ts';
import { formatReadiness, type ReportedReadiness } from '../format-readiness.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, exitCodes } from '../output.ts';
import { openProviderOfTenant } from '../provider-of.ts';
import { apiOptions } from '../tenant-options.ts';

/** For all reading of a sign-in log. */
const limitMs = 10 * 60_000;
/** Octets of a report. */
const maximumBytes = 16 * 1024 * 1024;
/** Senders whose recipients are looked at, those with the most sign-ins. */
const maximumTraced = 100;

export const readiness: CommandDefinition = {
  path: 'readiness',
  summary: 'Say who still signs in with a password, when that ends, and where each can go',
  options: [
    { flags: '--tenant <domain>', meaning: 'the tenant whose sign-in log is looked at' },
    {
      flags: '--csv <file>',
      meaning: "instead: the Exchange admin centre's SMTP AUTH clients submission report; no service is needed",
    },
    ...apiOptions,
    caOption,
    daysOption,
    languageOption,
  ],
  examples: ['postern readiness --tenant fabrikam.example', 'postern readiness --csv smtp-auth-clients.csv'],
  async run(input) {
    const file = text(input, 'csv');
    const found = file === undefined ? await fromLog(input) : await fromReport(file);
    const data = { ...found, dates: retirementDates };
    return { data, text: formatReadiness(data, Date.now(), languageIn(input)) };
  },
};

type Found = Omit<ReportedReadiness, 'dates'>;

async function fromLog(input: CommandInput): Promise<Found> {
  const domain = text(input, 'tenant');
  if (domain === undefined) throw new CliError(exitCodes.usage, 'name a tenant with --tenant, or a report with --csv');
  const days = daysIn(input);
  const provider = await openProviderOfTenant(input, domain, limitMs);
  const sinceMs = Date.now() - days * 86_400_000;
  const log = await provider.signIns({ sinceMs, limit: maximumRead });
  if (!log.known) {
    const { because } = log;
    throw new CliError(
      exitCodes.refused,
      `the sign-in log cannot be read: ${'permission' in because ? because.permission : because.kind}`,
    );
  }
  const { senders, ready } = sendersOfLog(log.value);
  const busiest = senders.slice(0, maximumTraced).map(({ userPrincipalName }) => userPrincipalName);
  const recipients = (await provider.recipients?.(busiest, sinceMs)) ?? null;
  const told = recipients?.known === true ? withRecipients(senders, recipients.value) : senders;
  return {
    ...readinessOf(provider.kind, told, ready),
    days,
    isCut: log.value.length >= maximumRead,
    recipientsHole: recipients?.known === false ? recipients.because : null,
  };
}

async function fromReport(file: string): Promise<Found> {
  const report = readSendersReport(await textOf(file));
  if (report.kind === 'not-a-report')
    throw new CliError(
      exitCodes.usage,
      `${file} has no column of addresses, or none of how each signs in or how much it sends; is it the SMTP AUTH clients submission report, as CSV?`,
    );
  const { senders, ready } = report;
  const isCut = senders.length >= maximumRows;
  return { ...readinessOf('microsoft-365', senders, ready), days: null, isCut, recipientsHole: null };
}

/** UTF-8, or UTF-16 where its mark says so, as spreadsheets write it. */
async function textOf(file: string): Promise<string> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw new CliError(exitCodes.usage, unreadable(file, error));
  });
  if (size > maximumBytes) throw new CliError(exitCodes.usage, `${file} has more than ${maximumBytes} octets`);
  const octets = await readFile(file).catch((error: unknown) => {
    throw new CliError(exitCodes.usage, unreadable(file, error));
  });
  if (octets.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')))
    throw new CliError(exitCodes.usage, `${file} is a workbook; save it as CSV, or export the report as CSV`);
  if (octets[0] === 0xfe && octets[1] === 0xff && octets.length % 2 === 0) octets.swap16();
  return octets[0] === 0xff && octets[1] === 0xfe ? octets.toString('utf16le') : octets.toString();
}
