/** The report of an examination: findings in words, how far it came, the dialogue; for a terminal, a program, a page and a supporter. */
import type { Finding } from '../doctor/findings/finding.ts';
import { findingsOfWire } from '../doctor/rules/wire/all.ts';
import { type WayPoint, wayOf } from '../doctor/rules/wire/way.ts';
import { nameOf } from '../doctor/wire/target.ts';
import type { WireFacts } from '../doctor/wire/wire-facts.ts';
import { type Language, translate } from '../i18n/translate.ts';
import { type DescribedFinding, describeFinding } from './describe-finding.ts';
import { formatBriefly, formatFinding } from './format-finding.ts';
import { printable } from './output.ts';
import { type Paint, plain } from './paint.ts';

export interface WireReport {
  /** Host and port. */
  readonly subject: string;
  readonly language: Language;
  /** The weightiest first. */
  readonly findings: readonly DescribedFinding[];
  readonly way: readonly WayPoint[];
  readonly facts: WireFacts;
}

/** `others`: findings that the wire does not show. */
export function reportOf(facts: WireFacts, language: Language, others: readonly Finding[] = []): WireReport {
  const findings = [...findingsOfWire(facts), ...others].map((each) => describeFinding(each, language));
  const way = wayOf(facts).map((point) => ({ ...point, seen: printable(point.seen) }));
  return { subject: nameOf(facts.host, facts.port), language, findings, way, facts };
}

export function isStopped({ findings }: WireReport): boolean {
  return findings[0]?.severity === 'stops';
}

/** What it comes to, in a sentence. */
export function verdictOf(report: WireReport): string {
  const [first] = report.findings;
  if (first !== undefined && isStopped(report)) return first.title;
  return sayIn(report.language)(report.facts.signIn === null ? 'doctor.nothing-stops-so-far' : 'doctor.nothing-stops');
}

export function sayIn(language: Language): (key: string, parameters?: Finding['parameters']) => string {
  return (key, parameters = {}) => translate({ key, parameters }, language);
}

const marks = { passed: '✓', failed: '✗', untried: '–' } as const;

/** The one thing that stops it first, then how far it came, then all else that was found. */
export function formatReport(
  report: WireReport,
  paint: Paint = plain,
  columns?: number,
  withTranscript = false,
): string {
  const { subject, language, findings, facts } = report;
  const say = sayIn(language);
  const [first] = findings;
  const stop = first !== undefined && isStopped(report) ? first : null;
  const rest = stop === null ? findings : findings.slice(1);
  const kind = say(`doctor.kind.${facts.names.kind}`);
  const parts = [
    `${paint('strong', subject)}  ${paint('faint', kind)}`,
    stop === null ? paint('good', `✓ ${verdictOf(report)}`) : formatFinding(stop, language, paint, columns),
    [paint('strong', say('doctor.way')), ...wayLines(report, paint)].join('\n'),
    ...(rest.length === 0 ? [] : [paint('strong', say('doctor.also'))]),
    ...rest.map((each) => formatBriefly(each, paint, columns)),
    ...(withTranscript ? [[paint('strong', say('doctor.transcript')), ...facts.transcript].join('\n')] : []),
  ];
  return parts.join('\n\n');
}

function wayLines({ way, language }: WireReport, paint: Paint): string[] {
  const say = sayIn(language);
  const titles = way.map(({ stage }) => say(`doctor.stage.${stage}`));
  const width = Math.max(...titles.map(({ length }) => length));
  return way.map(({ state, seen }, index) => {
    const tone = state === 'passed' ? 'good' : state === 'failed' ? 'bad' : 'faint';
    const text = state === 'untried' ? paint('faint', say('doctor.untried')) : seen;
    return `  ${paint(tone, marks[state])} ${(titles[index] ?? '').padEnd(width)}  ${text}`;
  });
}
