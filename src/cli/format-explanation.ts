/** The words of `postern explain`: cause, evidence, what it is not, what to do in the order that harms least. */
import { advice, adviceElsewhere, alternativeTo } from '../doctor/advice/advice.ts';
import type { Explanation } from '../doctor/explain/explain.ts';
import { type Language, textOf } from '../i18n/translate.ts';
import { describeSteps } from './describe-finding.ts';
import { stepLines } from './format-finding.ts';
import { printable, time } from './output.ts';

export function formatExplanation(explanation: Explanation, language: Language): string {
  const { cause, confidence, evidence, others, tokens, isElsewhere } = explanation;
  const say = (key: string): string => textOf(key, language) ?? key;
  const { steps: named, checks = [] } = isElsewhere ? adviceElsewhere(cause) : advice[cause];
  const alternative = isElsewhere ? null : alternativeTo(cause);
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
      describeSteps(named, language, null).flatMap((step, index) => stepLines(step, `${index + 1}. `, language)),
    ),
    ...section(say('explain.alternative'), alternative === null ? [] : [say(`step.${alternative}`)]),
    ...section(
      say('explain.checks'),
      describeSteps(checks, language, null).flatMap((step) => stepLines(step, '', language)),
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
