/** Findings for a person at a terminal: the one that stops it whole, the rest short. */
import type { Severity } from '../doctor/findings/finding.ts';
import type { Language } from '../i18n/translate.ts';
import { textOf } from '../i18n/translate.ts';
import type { DescribedFinding, DescribedStep } from './describe-finding.ts';
import { printable } from './output.ts';

const marks: Readonly<Record<Severity, string>> = { stops: '✗', risk: '!', note: '·' };

/** All of a finding. */
export function formatFinding(found: DescribedFinding, language: Language): string {
  const say = (key: string): string => textOf(key, language) ?? key;
  const evidence = found.evidence.map((quote) => `"${quote}"`);
  const lines = [
    `${marks[found.severity]} ${found.title}  (${found.id})`,
    `  ${found.meaning}`,
    ...section(say('explain.evidence'), evidence),
    ...section(say('explain.not'), found.isNot === null ? [] : [found.isNot]),
    ...section(
      say('explain.steps'),
      found.steps.flatMap((step, index) => stepLines(step, `${index + 1}. `, language)),
    ),
    ...section(say('explain.alternative'), found.alternative === null ? [] : [found.alternative]),
    ...section(
      say('explain.checks'),
      found.checks.flatMap((step) => stepLines(step, '', language)),
    ),
    ...section(say('doctor.more'), [found.page, ...found.sources.map(({ title, url }) => `${title}: ${url}`)]),
  ];
  return printable(lines.join('\n'));
}

/** A finding in two lines, with what was seen. */
export function formatBriefly({ severity, title, id, meaning, evidence }: DescribedFinding): string {
  const seen = evidence.length === 0 ? '' : `  ${evidence.join('; ')}\n`;
  return printable(`${marks[severity]} ${title}  (${id})\n${seen.replace(/^ {2}/, '    ')}    ${meaning}`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `  ${title}`, ...lines.map((line) => `    ${line}`)];
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
