/** The words of what a fix has done, and of what became of taking one back. */
import type { Applied } from '../doctor/fix/apply-plan.ts';
import type { KeptFix, KeptValue } from '../doctor/fix/kept-fix.ts';
import type { Proof } from '../doctor/fix/prove-fix.ts';
import type { Undone, UndoResult } from '../doctor/fix/undo-fix.ts';
import type { RawValue } from '../doctor/providers/tenant-provider.ts';
import { type Language, translate } from '../i18n/translate.ts';
import { reasonOf, type Say } from './format-plan.ts';
import { printable, table, time } from './output.ts';

function sayIn(language: Language): Say {
  return (key, parameters = {}) => translate({ key, parameters }, language);
}

export function formatApplied(applied: Applied, language: Language): string {
  const say = sayIn(language);
  if (applied.kind === 'plan-changed') return say('fix.plan-changed');
  if (applied.kind === 'not-begun')
    return printable(say('fix.not-begun', { name: applied.setting.name, because: reasonOf(applied.because, say) }));
  if (applied.kind === 'by-hand') return say('fix.by-hand', { name: applied.setting.name });
  const { fix } = applied;
  const changed = fix.values.map((value) => `  ${changeOf(value)}`);
  if (applied.kind === 'stopped') {
    const at = typeof applied.at === 'string' ? say('fix.app-password') : applied.at.name;
    const because = applied.because.kind === 'changed' ? say('fix.overtaken') : reasonOf(applied.because.because, say);
    return printable([say('fix.stopped', { at, because }), say('fix.undo', { id: fix.id })].join('\n'));
  }
  const stays = fix.appPassword === null ? [] : [say('fix.app-password-stays')];
  const ends = fix.apis === null ? 'fix.until' : 'fix.until-by-you';
  const until = fix.until === null ? [] : [say(ends, { at: time(fix.until) }), ...stays];
  const lines = ['', say('fix.applied', { id: fix.id }), ...changed, ...until];
  return printable([...lines, say('fix.undo', { id: fix.id })].join('\n'));
}

function changeOf({ setting, before, after }: KeptValue): string {
  return `${setting.name}: ${shown(before)} -> ${shown(after)}`;
}

/** A list of policies is longer than a line. */
function shown(value: RawValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** It is shown once, and kept nowhere. */
export function formatAppPassword(password: string, language: Language): string {
  return printable(sayIn(language)('fix.made-app-password', { password }));
}

export function formatProof(proof: Proof, language: Language): string {
  const say = sayIn(language);
  switch (proof.kind) {
    case 'allowed':
      return printable(say('fix.proof.allowed', { server: proof.server, reply: proof.reply }));
    case 'refused': {
      const { server, reply, cause } = proof;
      return printable(say('fix.proof.refused', { server, reply, cause: say(`cause.${cause}.title`) }));
    }
    case 'failed':
      return printable(say('fix.proof.failed', { server: proof.server, reason: proof.reason }));
    case 'still-shut':
      return say('fix.proof.still-shut', { gate: proof.gate });
    case 'by-settings':
      return say('fix.proof.by-settings');
  }
}

export function formatUndo(fix: KeptFix, result: UndoResult, language: Language): string {
  const say = sayIn(language);
  const lines = result.values.map((undone) => `  ${undoneLine(undone, say)}`);
  const { appPassword } = result;
  if (appPassword !== null) {
    lines.push(
      `  ${typeof appPassword === 'string' ? say(`undo.app-password.${appPassword}`) : say('undo.app-password.failed', { because: reasonOf(appPassword, say) })}`,
    );
  }
  const head = result.done ? say('undo.done', { id: fix.id }) : say('undo.not-done', { id: fix.id });
  const isHeld = result.values.some(({ kind }) => kind === 'changed-since');
  return printable([head, ...lines, ...(isHeld && !result.done ? [say('undo.others')] : [])].join('\n'));
}

function undoneLine(undone: Undone, say: Say): string {
  const { value } = undone;
  const name = value.setting.name;
  if (undone.kind === 'not-possible') return say('undo.not-possible', { name, because: reasonOf(undone.because, say) });
  if (undone.kind !== 'changed-since') return say(`undo.${undone.kind}`, { name, value: shown(value.before) });
  const { present } = undone;
  const by = present.setBy === null ? say('undo.somebody') : present.setBy;
  const at = present.setAt === null ? say('undo.some-time') : time(present.setAt);
  return say('undo.changed-since', { name, value: shown(present.value), expected: shown(value.after), by, at });
}

export function formatNothingDue(language: Language): string {
  return sayIn(language)('undo.nothing-due');
}

export function formatFixes(fixes: readonly KeptFix[], language: Language): string {
  const say = sayIn(language);
  const rows = fixes.map(({ id, at, user, tenant, apis, where, until, undoneAt, values }) => [
    id,
    time(at),
    user.name,
    apis === null ? where : `${tenant.domain} (${where})`,
    values.map(({ setting }) => setting.name).join(', '),
    undoneAt === null ? (until === null ? '' : `-> ${time(until)}`) : say('undo.undone', { at: time(undoneAt) }),
  ]);
  return fixes.length === 0 ? say('undo.none') : printable(table(rows));
}
