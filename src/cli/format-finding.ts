/** Findings for a person at a terminal: the one that stops it whole, the rest short. */
import type { Severity } from '../doctor/findings/finding.ts';
import type { Language } from '../i18n/translate.ts';
import { textOf } from '../i18n/translate.ts';
import type { DescribedFinding, DescribedStep } from './describe-finding.ts';
import { type Paint, plain, type Tone, wrapped } from './paint.ts';

const marks: Readonly<Record<Severity, string>> = { stops: '✗', risk: '!', note: '·' };
const tones: Readonly<Record<Severity, Tone>> = { stops: 'bad', risk: 'doubtful', note: 'strong' };

/** All of a finding. */
export function formatFinding(
  found: DescribedFinding,
  language: Language,
  paint: Paint = plain,
  columns?: number,
): string {
  const say = (key: string): string => textOf(key, language) ?? key;
  const prose = (text: string): string[] => wrapped(text, '    ', columns);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `  ${paint('strong', title)}`, ...lines];
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);
  const steps = found.steps.flatMap((step, index) => stepLines(step, `${index + 1}. `, language));
  const checks = found.checks.flatMap((step) => stepLines(step, '', language));
  const more = [found.page, ...found.sources.map(({ title, url }) => `${title}: ${url}`)];
  return [
    headOf(found, paint),
    ...wrapped(found.meaning, '  ', columns),
    ...section(say('doctor.seen'), indented(found.evidence.map((quote) => `"${quote}"`))),
    ...section(say('explain.not'), found.isNot === null ? [] : prose(found.isNot)),
    ...section(say('explain.steps'), indented(steps)),
    ...section(say('explain.alternative'), found.alternative === null ? [] : prose(found.alternative)),
    ...section(say('explain.checks'), indented(checks)),
    ...section(
      say('doctor.more'),
      indented(more).map((line) => paint('faint', line)),
    ),
  ].join('\n');
}

/** A finding with what was seen, and what it means. */
export function formatBriefly(found: DescribedFinding, paint: Paint = plain, columns?: number): string {
  return [
    headOf(found, paint),
    ...found.evidence.map((quote) => paint('faint', `    ${quote}`)),
    ...wrapped(found.meaning, '    ', columns),
  ].join('\n');
}

function headOf({ severity, title, id }: DescribedFinding, paint: Paint): string {
  return `${paint(tones[severity], `${marks[severity]} ${title}`)}  ${paint('faint', `(${id})`)}`;
}

/** What to do, and every way of doing it. */
export function stepLines(step: DescribedStep, number: string, language: Language): string[] {
  const say = (key: string): string => textOf(key, language) ?? key;
  const ways = [
    ...(step.harm === null ? [] : [`${say('explain.weakens')}: ${step.harm}`]),
    ...(step.portal === null ? [] : [`${say('explain.portal')}: ${step.portal}`]),
    ...step.powershell.map((command) => `PowerShell: ${command}`),
    ...step.graph.map((request) => `Graph: ${request}`),
    ...step.postern.map((command) => `Postern: ${command}`),
  ];
  return [`${number}${step.text}`, ...ways.map((way) => `${' '.repeat(number.length + 2)}${way}`)];
}
