/** `postern doctor` */
import type { Finding } from '../../doctor/findings/finding.ts';
import { findingsOfWire } from '../../doctor/rules/wire/all.ts';
import { examineServer } from '../../doctor/wire/examine-server.ts';
import { parseTarget } from '../../doctor/wire/target.ts';
import { type Language, languageOf, languages, translate } from '../../i18n/translate.ts';
import { argument, type CommandDefinition, text } from '../command-definition.ts';
import { describeFinding } from '../describe-finding.ts';
import { formatBriefly, formatFinding } from '../format-finding.ts';
import { CliError, exitCodes, type Outcome } from '../output.ts';

const maximumSeconds = 600;

export const doctor: CommandDefinition = {
  path: 'doctor',
  summary: 'Examine a mail server from here, and name the one thing that stops a device from sending',
  arguments: [['[host]', 'HOST or HOST:PORT; left out, the first of 587, 465 and 25 that is open']],
  options: [
    { flags: '--timeout <seconds>', meaning: 'time for all of it', default: '60' },
    { flags: '--lang <language>', meaning: 'language of the report (else that of the locale)', choices: languages },
  ],
  examples: ['postern doctor smtp.office365.com', 'postern doctor mail.example:587 --json'],
  async run(input) {
    const target = parseTarget(argument(input, 0));
    if (target === null)
      throw new CliError(
        exitCodes.usage,
        'name the server: HOST, HOST:PORT or [ADDRESS]:PORT, as in smtp.office365.com:587',
      );
    const seconds = Number(text(input, 'timeout'));
    if (!(seconds >= 1 && seconds <= maximumSeconds))
      throw new CliError(exitCodes.usage, `--timeout must be a number of seconds from 1 to ${maximumSeconds}`);
    const facts = await examineServer({ target, limitMs: seconds * 1000 });
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    return report(findingsOfWire(facts), facts, languageOf(text(input, 'lang'), LC_ALL, LC_MESSAGES, LANG));
  },
};

function report(findings: readonly Finding[], facts: unknown, language: Language): Outcome {
  const described = findings.map((each) => describeFinding(each, language));
  const [first] = described;
  const stops = first?.severity === 'stops';
  const rest = stops ? described.slice(1) : described;
  const parts = [
    first !== undefined && stops
      ? formatFinding(first, language)
      : translate({ key: 'doctor.nothing-stops', parameters: {} }, language),
    ...rest.map((each) => formatBriefly(each)),
  ];
  return {
    data: { findings: described, facts },
    text: parts.join('\n\n'),
    exitCode: stops ? exitCodes.refused : exitCodes.ok,
  };
}
