/** The health of the service as lines: first what is wrong and what to do, then the figures. */
import type { Answer } from '../contract/route-contract.ts';
import type { showHealth } from '../contract/service.ts';
import { formatConnectors } from './format-connector.ts';
import { printable, table, time } from './output.ts';

export type Health = Answer<typeof showHealth>;

const mebibyte = 1024 * 1024;

export function formatHealth(health: Health): string {
  const parts = [verdict(health), figures(health), `connectors\n${indented(formatConnectors(health.connectors))}`];
  for (const [title, rows] of [
    ['forwarding', forwarding(health)],
    ['secrets and certificates of applications that end', credentials(health)],
    ['changes that end by themselves', endingChanges(health)],
  ] as const) {
    if (rows.length > 0) parts.push(`${title}\n${indented(table(rows))}`);
  }
  return printable(parts.join('\n\n'));
}

function verdict({ problems, ready }: Health): string {
  const taken = ready ? 'mail is taken' : 'mail is NOT taken';
  if (problems.length === 0) return `healthy; ${taken}`;
  const lines = problems.map(({ what, advice }) => `  ${what}\n    ${advice}`);
  return [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; ${taken}`, ...lines].join('\n');
}

function figures({
  queue,
  disk,
  spoolBytes,
  sessions,
  storeWritable,
  storeWaiting,
  certificateEndsAt,
}: Health): string {
  const waits = queue?.map(({ state, recipients, oldestAt }) => `${recipients} ${state}, oldest ${time(oldestAt)}`);
  return table([
    ['queue', waits === undefined ? '?' : waits.join('; ') || 'empty'],
    ['disk', disk === null ? '?' : `${octets(disk.freeBytes)} of ${octets(disk.totalBytes)} free`],
    ['spool', spoolBytes === null ? '?' : octets(spoolBytes)],
    ['sessions', sessions.map(({ listener, open }) => `${open} ${listener}`).join('; ') || '-'],
    ['store', `${storeWritable ? 'writable' : 'NOT writable'}, ${storeWaiting} waiting`],
    ['certificate', certificateEndsAt === null ? '?' : `ends ${time(certificateEndsAt)}`],
  ]);
}

function forwarding({ forwarding: targets }: Health): string[][] {
  return targets.map(({ target, log, lag, lastTakenAt, failures, lastError }) => [
    target,
    log,
    `${lag} behind`,
    lastTakenAt === null ? 'nothing since the start' : `last ${time(lastTakenAt)}`,
    failures === 0 ? 'works' : `failed ${failures} times: ${lastError ?? ''}`,
  ]);
}

function credentials({ credentials: ending }: Health): string[][] {
  return (ending ?? []).map(({ application, appId, kind, endsAt }) => [application, appId, kind, time(endsAt)]);
}

function endingChanges({ endingChanges: ending }: Health): string[][] {
  return (ending ?? []).map(({ id, action, targetKind, until }) => [
    id,
    action,
    `of a ${targetKind}`,
    `until ${time(until)}`,
  ]);
}

function octets(bytes: number): string {
  return `${Math.floor(bytes / mebibyte)} MiB`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
