/** The words of `postern explain`: cause, evidence, what it is not, what to do in the order that harms least. */
import { advice, alternativeTo } from '../doctor/advice/advice.ts';
import { type Step, type StepName, steps } from '../doctor/advice/steps.ts';
import type { Explanation } from '../doctor/explain/explain.ts';
import { type Language, textOf } from '../i18n/translate.ts';
import { printable, time } from './output.ts';

export function formatExplanation(explanation: Explanation, language: Language): string {
  const { cause, confidence, evidence, others, tokens } = explanation;
  const say = (key: string): string => textOf(key, language) ?? key;
  const { steps: named, checks = [] } = advice[cause];
  const alternative = alternativeTo(cause);
  const isNot = textOf(`cause.${cause}.not`, language);
  const lines = [
    `${say(`cause.${cause}.title`)}  (${cause}, ${say(`explain.confidence.${confidence}`)})`,
    `  ${say(`cause.${cause}.meaning`)}`,
    ...section(
      say('explain.evidence'),
      evidence.map((quote) => `"${quote}"`),
    ),
    ...section(say('explain.tokens'), tokens.map(describeToken)),
    ...section(say('explain.not'), isNot === null ? [] : [isNot]),
    ...section(
      say('explain.steps'),
      named.flatMap((name, index) => stepLines(name, `${index + 1}. `, language)),
    ),
    ...section(say('explain.alternative'), alternative === null ? [] : [say(`step.${alternative}`)]),
    ...section(
      say('explain.checks'),
      checks.flatMap((name) => stepLines(name, '', language)),
    ),
    ...section(
      say('explain.others'),
      confidence === 'certain' ? [] : others.map((each) => `${say(`cause.${each}.title`)}  (${each})`),
    ),
  ];
  return printable(lines.join('\n'));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function stepLines(name: StepName, number: string, language: Language): string[] {
  const step: Step = steps[name];
  const say = (key: string): string => textOf(key, language) ?? key;
  const portal = step.portal ? [`${say('explain.portal')}: ${say(`step.${name}.portal`)}`] : [];
  const weakens = step.weakens === 'nothing' ? [] : [`${say('explain.weakens')}: ${say(`weakens.${name}`)}`];
  const ways = [
    ...weakens,
    ...portal,
    ...(step.powershell ?? []).map((command) => `PowerShell: ${command}`),
    ...(step.graph ?? []).map((request) => `Graph: ${request}`),
    ...(step.postern ?? []).map((command) => `Postern: ${command}`),
  ];
  return [`${number}${say(`step.${name}`)}`, ...ways.map((way) => `${' '.repeat(number.length + 2)}${way}`)];
}

function describeToken({
  audience,
  permissions,
  userPrincipalName,
  appId,
  expiresAt,
}: Explanation['tokens'][number]): string {
  const facts = [`aud ${audience}`, permissions.join(' '), userPrincipalName ?? `app ${appId ?? '?'}`];
  return [...facts, expiresAt === null ? '' : `exp ${time(expiresAt)}`].filter((fact) => fact !== '').join(', ');
}
