/** The words of a plan: what stops the device, the steps with whom each touches, and the way that weakens nothing. */
import type { PreparedFix, PreparedStep } from '../doctor/fix/prepare-fix.ts';
import type { Device } from '../doctor/plan/reach.ts';
import type { Spread } from '../doctor/plan/spread.ts';
import type { Hole } from '../doctor/tenant/tenant-reading.ts';
import { type Language, translate } from '../i18n/translate.ts';
import type { Message } from '../sign-in/decision.ts';
import { replies } from '../smtp/replies.ts';
import { printable, time } from './output.ts';

type Parameters = Readonly<Record<string, string | number>>;
/** A text in the language that was asked for. */
export type Say = (key: string, parameters?: Parameters) => string;

/** Devices that are named; the others are counted. */
const namedDevices = 5;

export function formatPlan(prepared: PreparedFix, language: Language): string {
  const say: Say = (key, parameters = {}) => translate({ key, parameters }, language);
  const lines = [
    ...headLines(prepared, say, language),
    ...prepared.steps.flatMap((step, index) => stepLines(step, index + 1, say, language)),
    ...endLines(prepared, say, language),
  ];
  return printable(lines.join('\n'));
}

function headLines(prepared: PreparedFix, say: Say, language: Language) {
  const { user, tenant, situation, plan, lastAttempt, assumed } = prepared;
  const { mechanism, address, tls } = situation.attempt;
  const { before } = plan;
  const lines = [
    say('plan.device', { user, tenant: tenant.domain, mechanism, tls, address: address || say('plan.no-address') }),
    ...(lastAttempt === null
      ? [say('plan.never-seen')]
      : [say(`plan.last-attempt.${lastAttempt.outcome}`, { at: time(lastAttempt.at), gate: lastAttempt.gate ?? '' })]),
    ...assumed.map(({ name, because }) => say('plan.assumed', { name, because: reasonOf(because, say) })),
    '',
  ];
  if (before.allowed) return [...lines, ...allowedLines(prepared, say)];
  const shut = before.trace.filter(({ verdict }) => verdict === 'shut');
  return [
    ...lines,
    say('plan.stops'),
    ...shut.map(({ gate, because }, index) => {
      const first = index === 0 ? '' : `  (${say('plan.behind-it')})`;
      return `  ${gate}: ${becauseInWords(because, language)}${first}`;
    }),
    '',
    plan.steps.length === 0 ? say('plan.nothing-helps') : say('plan.steps', { count: plan.steps.length }),
  ];
}

/** By the settings, the sign-in is allowed: what that is worth, and whether a message is. */
function allowedLines({ user, unread, restriction }: PreparedFix, say: Say): string[] {
  const names = [...new Set(unread.map(({ name }) => name))].join(', ');
  const lines = [names === '' ? say('plan.nothing-in-the-way') : say('plan.not-known', { names })];
  if (restriction === null) return lines;
  const { code, enhanced, text } = replies[restriction];
  return [say('plan.restricted', { user, reply: `${code} ${enhanced} ${text}` }), ...lines];
}

/** A gate's reason, of an address that may not be known. */
export function becauseInWords({ key, parameters }: Message, language: Language): string {
  const isPlaceless = parameters['address'] === '';
  const address = translate({ key: 'gate.no-address', parameters: {} }, language);
  return translate({ key, parameters: isPlaceless ? { ...parameters, address } : parameters }, language);
}

/** Why something could not be read. */
export function reasonOf(hole: Hole, say: Say): string {
  if (hole.kind === 'permission') return say('plan.hole.permission', { permission: hole.permission });
  return hole.kind === 'failed' ? say('plan.hole.failed', { detail: hole.detail }) : say('plan.hole.not-offered');
}

function stepLines(step: PreparedStep, number: number, say: Say, language: Language): string[] {
  const { remedy, reach, spread } = step;
  const lines = [
    say(`plan.weakens.${remedy.weakens}`),
    ...(remedy.kind === 'set'
      ? remedy.changes.map(({ setting, value }) => `${setting.name} = ${shown(value)}`)
      : [say('plan.at-device')]),
    ...(spread === null ? [] : [spreadLine(spread, say)]),
    ...(remedy.weakens === 'nothing' ? [] : reachLines(reach.users, reach.devices, say)),
  ];
  return [`${number}. ${becauseInWords(remedy.message, language)}`, ...lines.map((line) => `     ${line}`)];
}

/** Lists of policies are long; what is new in them stands in the step's words. */
function shown(value: unknown): string {
  return Array.isArray(value) ? '[…]' : JSON.stringify(value);
}

function spreadLine({ usualMs, atMostMs }: Spread, say: Say): string {
  if (atMostMs === 0) return say('plan.spread.at-once');
  if (atMostMs === null || usualMs === null) return say('plan.spread.unknown');
  return say('plan.spread.range', { minutes: usualMs / 60_000, hours: atMostMs / 3_600_000 });
}

function reachLines(users: number | null, devices: readonly Device[] | null, say: Say): string[] {
  const concerned = users === null ? say('plan.reach.unknown-users') : say('plan.reach.users', { users });
  // Of one user it has been said already.
  const lines = users === 1 ? [] : [concerned];
  if (devices === null) return [...lines, say('plan.reach.unknown-devices')];
  const named = devices.slice(0, namedDevices).map(({ userPrincipalName, address, attempts, at, outcome }) => {
    return `  ${say(`plan.reach.device.${outcome}`, { user: userPrincipalName, address, attempts, at: time(at) })}`;
  });
  const more =
    devices.length > namedDevices ? [`  ${say('plan.reach.more', { count: devices.length - namedDevices })}`] : [];
  return [...lines, say('plan.reach.devices', { count: devices.length }), ...named, ...more];
}

function endLines({ plan, alternative, article }: PreparedFix, say: Say, language: Language): string[] {
  const lines: string[] = [];
  if (!plan.before.allowed && !plan.after.allowed) lines.push('', say('plan.remains', { gate: plan.after.gate }));
  if (plan.steps.length > 0 && article.changes.length > 1 && article.unneeded.length > 0) {
    const names = article.unneeded.map(({ control }) => say(`plan.article.${control}`)).join(', ');
    lines.push('', say('plan.article', { count: article.changes.length, names }));
  }
  if (alternative !== null) {
    lines.push('', say('explain.alternative'), `  ${say(`plan.alternative.${alternative.way}`)}`);
    for (const { remedy } of alternative.steps) lines.push(`  ${translate(remedy.message, language)}`);
  }
  return lines;
}
