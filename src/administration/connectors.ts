/** Where mail goes, and how it goes there, to those who run the service. */
import type { Configuration } from '../config/schema.ts';
import { chooseConnector } from '../delivery/choose-connector.ts';
import type { ConnectorRecord } from '../delivery/connector-record.ts';
import type { AdminRequest } from '../directory/actor.ts';
import { permit } from './permit.ts';

export interface ConnectorInForce extends Omit<ConnectorRecord, 'name'> {
  readonly name: string;
  readonly kind: 'capture' | 'smtp';
  /** Recipient domains; empty: all. */
  readonly domains: readonly string[];
  /** `host:port`; null: it stays here. */
  readonly server: string | null;
  readonly tls: 'none' | 'starttls' | 'implicit' | null;
  /** The name that it signs in with. */
  readonly user: string | null;
  /** Recipients that wait for it, among those of all connectors that are due first; null: it could not be learned. */
  readonly waiting: number | null;
}

export interface ConnectorSource {
  connectors(): readonly ConnectorRecord[];
  /** Addresses of recipients that wait, of a bounded number; null: they could not be learned. */
  waitingAddresses(): Promise<readonly string[] | null>;
}

export interface ConnectorAdministration {
  /** In the order in which they are asked for a recipient. Throws a `Refusal`. */
  list(request: AdminRequest): Promise<ConnectorInForce[]>;
}

export function createConnectorAdministration(
  configuration: Pick<Configuration, 'connectors'>,
  source: ConnectorSource,
): ConnectorAdministration {
  return {
    async list(request) {
      permit(request, 'service', 'read', null);
      return connectorsInForce(configuration, source);
    },
  };
}

export async function connectorsInForce(
  { connectors }: Pick<Configuration, 'connectors'>,
  source: ConnectorSource,
): Promise<ConnectorInForce[]> {
  const records = new Map(source.connectors().map((record) => [record.name, record]));
  const waiting = waitingBy(connectors, await source.waitingAddresses());
  return connectors.map((connector) => {
    const { name, kind } = connector;
    const { lastSuccessAt = null, lastFailure = null, failingSince = null } = records.get(name) ?? {};
    const figures = { lastSuccessAt, lastFailure, failingSince, waiting: waiting?.get(connector) ?? null };
    if (connector.kind === 'capture')
      return { name, kind, domains: [], server: null, tls: null, user: null, ...figures };
    const { domains, host, port, tls, user = null } = connector;
    return { name, kind, domains, server: `${host}:${port}`, tls, user, ...figures };
  });
}

type Connectors = Configuration['connectors'];

function waitingBy(
  connectors: Connectors,
  addresses: readonly string[] | null,
): Map<Connectors[number], number> | null {
  if (addresses === null) return null;
  const routes = connectors.map((connector) => ({
    name: connector.name,
    domains: connector.kind === 'capture' ? [] : connector.domains.map((domain) => domain.toLowerCase()),
    connector,
  }));
  const counts = new Map(connectors.map((connector) => [connector, 0]));
  for (const address of addresses) {
    const connector = chooseConnector(routes, address)?.connector;
    if (connector !== undefined) counts.set(connector, (counts.get(connector) ?? 0) + 1);
  }
  return counts;
}
