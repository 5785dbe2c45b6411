/** The last sessions of a user in our own log: what came of each, and every gate, with who set what shut it. */
import type { TraceEntry } from '../sign-in/decision.ts';
import type { SignInRecord, SubmissionRefusal } from '../sign-in/sign-in-log.ts';
import type { Say } from './doctor-report.ts';
import type { Why } from './format-why.ts';
import { printable, time } from './output.ts';

const marks = { open: '✓', shut: '✗', 'not-applicable': '–', unknown: '–' } as const;

export function formatAttempts(attempts: readonly Why[], say: Say): string[] {
  return attempts.flatMap(({ sessionId, signIns, refusals }) => [
    `  postern why ${sessionId}`,
    ...signIns.flatMap((record) => signInLines(record, say)),
    ...refusals.flatMap((refusal) => refusalLines(refusal, say)),
  ]);
}

function signInLines(record: SignInRecord, say: Say): string[] {
  const { at, login, mechanism, kind, address, tls, outcome, gate, trace } = record;
  const what = say(`doctor.attempt.${outcome}`, { gate: gate ?? '' });
  return [
    printable(`    ${time(at)}  ${login}  ${mechanism ?? kind}  ${address}  ${tls}: ${what}`),
    ...trace.flatMap((entry) => gateLines(entry, say)),
  ];
}

function gateLines({ verdict, because, setting }: TraceEntry, say: Say): string[] {
  const line = printable(`      ${marks[verdict]} ${say(because.key, because.parameters)}`);
  if (verdict !== 'shut' || setting === null) return [line];
  const { name, value, setBy, setAt } = setting;
  const who =
    setBy === null || setAt === null
      ? say('doctor.attempt.default')
      : say('doctor.attempt.set-by', { who: setBy, when: time(setAt) });
  return [line, printable(`          ${name} = ${JSON.stringify(value)} (${who})`)];
}

function refusalLines({ at, reversePath, reply, because }: SubmissionRefusal, say: Say): string[] {
  return [
    printable(`    ${time(at)}  <${reversePath}>: ${reply}`),
    printable(`      ✗ ${say(because.key, because.parameters)}`),
  ];
}
