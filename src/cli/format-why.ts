/** The words of `postern why`: gates in order, what shut one, who set it, what opens it. */

import { gateNames } from '../contract/words.ts';
import { translate } from '../i18n/translate.ts';
import type { TraceEntry } from '../sign-in/decision.ts';
import type { SignInRecord, SubmissionRefusal } from '../sign-in/sign-in-log.ts';
import { printable, time } from './output.ts';

export interface Why {
  readonly sessionId: string;
  readonly signIns: readonly SignInRecord[];
  readonly refusals: readonly SubmissionRefusal[];
}

/**
 * The last run of 16 hex digits in what was pasted, or the first half of its first GUID: a request of Graph has the first
 * half of its `request-id` for a session. Null: there is neither.
 */
export function sessionIdIn(pasted: string): string | null {
  const run = pasted.match(/(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/gi)?.at(-1);
  const guid = /\b([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-[0-9a-f]{4}-[0-9a-f]{12}\b/i.exec(pasted);
  return (run ?? guid?.slice(1).join('') ?? '').toUpperCase() || null;
}

/** Of the longest name. */
const gateWidth = Math.max(...gateNames.map(({ length }) => length)) + 1;

function gateLines(entry: TraceEntry): string[] {
  const lines = [
    `  ${entry.verdict.padEnd(14)}  ${entry.gate.padEnd(gateWidth)} ${translate(entry.because)}`.trimEnd(),
  ];
  if (entry.verdict !== 'shut') return lines;
  const { setting } = entry;
  if (setting !== null) {
    const who =
      setting.setBy === null || setting.setAt === null
        ? 'the default'
        : `set by ${setting.setBy}, ${time(setting.setAt)}`;
    lines.push(`      setting:  ${setting.name} of the ${setting.scope} is ${JSON.stringify(setting.value)} (${who})`);
  }
  for (const remedy of entry.remedies) lines.push(`      opens it: ${translate(remedy.message)}`);
  return lines;
}

function signInLines(record: SignInRecord): string[] {
  const gate = record.gate === null ? '' : ` at ${record.gate} with ${record.reply ?? record.errorCode}`;
  return [
    `${time(record.at)}  ${record.login}  ${record.mechanism ?? record.kind} from ${record.address}, ${record.tls}, ${record.listener}`,
    `${record.outcome}${gate}${record.outcome === 'allowed' ? ` (${record.credential})` : ''}`,
    ...record.trace.flatMap(gateLines),
  ];
}

function refusalLines(refusal: SubmissionRefusal): string[] {
  return [
    `${time(refusal.at)}  message from <${refusal.reversePath}>`,
    `refused with ${refusal.reply}`,
    `  ${translate(refusal.because)}`,
  ];
}

/** All attempts and refusals of one session, oldest first. */
export function formatWhy({ sessionId, signIns, refusals }: Why): string {
  const events = [
    ...signIns.map((record) => ({ at: record.at, lines: signInLines(record) })),
    ...refusals.map((refusal) => ({ at: refusal.at, lines: refusalLines(refusal) })),
  ].sort((a, b) => a.at - b.at);
  const parts = events.map(({ lines }) => lines.join('\n'));
  return printable([`Session ${sessionId}`, ...parts].join('\n\n'));
}
