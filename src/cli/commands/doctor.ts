/** `postern doctor` */
import { writeFile } from 'node:fs/promises';
import { examineServer } from '../../doctor/wire/examine-server.ts';
import { argument, type CommandDefinition, text } from '../command-definition.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, exitCodes } from '../output.ts';
import { paintFor } from '../paint.ts';
import { wireBundle } from '../wire-bundle.ts';
import { examinationOf, wireOptions } from '../wire-options.ts';
import { wirePage } from '../wire-page.ts';
import { formatReport, isStopped, reportOf } from '../wire-report.ts';

export const doctor: CommandDefinition = {
  path: 'doctor',
  summary: 'Examine a mail server from here, and name the one thing that stops a device from sending',
  arguments: [['[host]', 'HOST or HOST:PORT; without a port the first of 587, 465 and 25 that is open']],
  options: [
    ...wireOptions,
    { flags: '--transcript', meaning: 'print the dialogue too, without secrets' },
    { flags: '--html <file>', meaning: 'write the report as one page' },
    { flags: '--bundle <file>', meaning: 'write all that was seen, without secrets, for a supporter (.tar.gz)' },
    languageOption,
  ],
  examples: [
    'postern doctor smtp.office365.com',
    'postern doctor smtp.office365.com --user scanner@contoso.com --imitate dotnet',
    'postern doctor mail.example:587 --user app@mail.example --to admin@mail.example --send',
  ],
  async run(input) {
    const facts = await examineServer(await examinationOf(input, argument(input, 0)));
    const report = reportOf(facts, languageIn(input));
    await write(text(input, 'html'), wirePage(report));
    await write(text(input, 'bundle'), wireBundle(report));
    const { findings, way } = report;
    const paint = paintFor(process.stdout);
    return {
      data: { findings, way, facts },
      text: formatReport(report, paint, process.stdout.columns, input.options['transcript'] === true),
      exitCode: isStopped(report) ? exitCodes.refused : exitCodes.ok,
    };
  },
};

/** For its owner alone: host names and user names are not everybody's business. */
async function write(file: string | undefined, content: string | Buffer): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, content, { mode: 0o600 }).catch(() => {
    throw new CliError(exitCodes.usage, `${file} cannot be written`);
  });
}
