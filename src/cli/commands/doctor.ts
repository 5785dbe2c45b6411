/** `postern doctor` */
import { writeFile } from 'node:fs/promises';
import { withWord } from '../../doctor/tenant/tenant-facts.ts';
import { examineServer } from '../../doctor/wire/examine-server.ts';
import { argument, type CommandDefinition, text } from '../command-definition.ts';
import { doctorBundle } from '../doctor-bundle.ts';
import { doctorPage } from '../doctor-page.ts';
import { type DoctorReport, dataOf, formatReport, isStopped, reportOf } from '../doctor-report.ts';
import { endOfUnread } from '../end-of-unread.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, type ExitCode, exitCodes } from '../output.ts';
import { paintFor } from '../paint.ts';
import { stageLine } from '../stage-line.ts';
import { examinationOptions, examineOpened, openTenant, pastedWord, wordOfServer } from '../tenant-examination.ts';
import { examinationOf, secondsOf, wireOptions } from '../wire-options.ts';

export const doctor: CommandDefinition = {
  path: 'doctor',
  summary: 'Examine a mail server, a tenant and a user, and name the one thing that stops a device from sending',
  arguments: [['[host]', 'HOST or HOST:PORT; without a port the first of 587, 465 and 25 that is open']],
  options: [
    ...wireOptions,
    ...examinationOptions,
    { flags: '--transcript', meaning: 'print the dialogue too, without secrets' },
    { flags: '--html <file>', meaning: 'write the report as one page' },
    { flags: '--bundle <file>', meaning: 'write all that was seen, without secrets, for a supporter (.tar.gz)' },
    languageOption,
  ],
  examples: [
    'postern doctor smtp.office365.com',
    'postern doctor smtp.office365.com --user scanner@contoso.com --imitate dotnet',
    'postern doctor mail.example:587 --user app@mail.example --to admin@mail.example --send',
    'postern doctor --tenant contoso.com --client-id 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11 --user scanner@contoso.com',
    'postern doctor --user scanner@fabrikam.example',
  ],
  async run(input) {
    const host = argument(input, 0);
    const limitMs = secondsOf(input) * 1000;
    const examination = host === '' ? null : await examinationOf(input, host);
    const provider = await openTenant(input, host, limitMs);
    const line = stageLine(languageIn(input));
    const [wire, read] = await Promise.all([
      examination === null ? null : examineServer({ ...examination, onStage: line.show }),
      provider === null ? null : examineOpened(input, provider),
    ]).finally(line.end);
    const word = (wire === null ? null : wordOfServer(wire)) ?? pastedWord(input);
    const tenant = read === null ? null : { ...read, facts: withWord(read.facts, word) };
    const report = reportOf(wire, tenant, languageIn(input));
    await write(text(input, 'html'), doctorPage(report));
    await write(text(input, 'bundle'), doctorBundle(report));
    return {
      data: dataOf(report),
      text: formatReport(
        report,
        paintFor(process.stdout),
        process.stdout.columns,
        input.options['transcript'] === true,
      ),
      exitCode: endOf(report),
    };
  },
};

function endOf(report: DoctorReport): ExitCode {
  if (isStopped(report)) return exitCodes.refused;
  return report.unknown.length > 0 ? endOfUnread(report.unknown) : exitCodes.ok;
}

/** For its owner alone: host names and user names are not everybody's business. */
async function write(file: string | undefined, content: string | Buffer): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, content, { mode: 0o600 }).catch(() => {
    throw new CliError(exitCodes.usage, `${file} cannot be written`);
  });
}
