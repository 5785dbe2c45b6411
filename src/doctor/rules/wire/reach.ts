/** What the ports of a server tell: which can be reached from here, and why the one that is wanted cannot. Pure. */
import { explain } from '../../explain/explain.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import { nameOf } from '../../wire/target.ts';
import type { Reached, WireFacts } from '../../wire/wire-facts.ts';

export function findingsOfReach({ host, port, reach, names }: WireFacts): Finding[] {
  const subject = nameOf(host, port);
  const wanted = reach.filter((each) => each.port === port);
  if (wanted.length === 0) return [];
  const open = wanted.filter(({ failure }) => failure === null);
  const others = reach.filter((each) => each.port !== port);
  const evidence = wanted.map(seen);
  if (open.length > 0) return [...halfReached(subject, wanted), ...blockedPort25(others)];
  const cause = explain(
    wanted.map(({ failure }) => `${names.alias ?? ''} connect ${failure} ${host}:${port}`).join('\n'),
  ).cause;
  const instead = others.filter(({ failure }) => failure === null);
  return [
    finding(cause === 'unknown' ? 'connection-timeout' : cause, subject, { evidence }),
    ...(instead.length === 0 ? [] : [finding('other-port-open', host, { evidence: instead.map(seen) })]),
  ];
}

/** One family of addresses leads there and the other does not: a client that chooses the other waits, or fails. */
function halfReached(subject: string, wanted: readonly Reached[]): Finding[] {
  const lost = wanted.filter(({ failure }) => failure !== null);
  if (lost.length === 0) return [];
  // Without a way of its own for a family, a machine knows at once, and takes the other.
  const severity = lost.every(({ failure }) => failure === 'ENETUNREACH' || failure === 'EADDRNOTAVAIL')
    ? 'note'
    : 'risk';
  return [finding('network-unreachable-ipv6', subject, { severity, evidence: lost.map(seen) })];
}

/** Good to know where the right port is open: port 25 would not do. */
function blockedPort25(others: readonly Reached[]): Finding[] {
  const shut = others.filter(({ port, failure }) => port === 25 && failure === 'ETIMEDOUT');
  return shut.length === 0 ? [] : [finding('port-25-blocked', '25', { severity: 'note', evidence: shut.map(seen) })];
}

function seen({ port, address, failure, tookMs }: Reached): string {
  return `${nameOf(address, port)}: ${failure ?? '✓'} (${tookMs} ms)`;
}
