/** Connectors as lines: where each leads, who waits for it, and how it went last. */
import type { ConnectorInForce } from '../administration/connectors.ts';
import { printable, table, time } from './output.ts';

const head = ['NAME', 'KIND', 'DOMAINS', 'SERVER', 'TLS', 'USER', 'WAITING', 'LAST SUCCESS', 'LAST FAILURE'];

export function formatConnectors(connectors: readonly ConnectorInForce[]): string {
  const rows = connectors.map((connector) => {
    const { name, kind, domains, server, tls, user, waiting, lastSuccessAt } = connector;
    return [
      name,
      kind,
      domains.join(',') || 'all',
      server ?? '-',
      tls ?? '-',
      user ?? '-',
      String(waiting ?? '?'),
      lastSuccessAt === null ? '-' : time(lastSuccessAt),
      lastFailureOf(connector),
    ];
  });
  return printable(table([head, ...rows]));
}

function lastFailureOf({ lastFailure, failingSince }: ConnectorInForce): string {
  if (lastFailure === null) return '-';
  const since = failingSince === null ? '' : ` (fails since ${time(failingSince)})`;
  return `${time(lastFailure.at)}${since} ${lastFailure.text}`;
}
