/** Makes the connectors of a configuration. */
import type { Configuration } from '../config/schema.ts';
import { capture } from '../delivery/capture.ts';
import type { ConnectorRecords } from '../delivery/connector-record.ts';
import type { Connector } from '../delivery/deliver.ts';
import { createSmtpConnector } from '../delivery/smtp.ts';
import { tracedConnector } from '../delivery/traced-connector.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Tracing } from '../observability/tracing.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import { textOfFile } from './text-of-file.ts';

/** Who hears of each delivery. */
export interface DeliveryWatchers {
  readonly metrics: Pick<Metrics, 'deliveryTook'>;
  readonly records: Pick<ConnectorRecords, 'of'>;
  /** Null: nothing is traced. */
  readonly tracing: Tracing | null;
}

/** Throws `AppError('configuration-invalid')` where a file that a connector needs cannot be read. */
export async function connectorsOf(
  configuration: Configuration,
  host: string,
  spool: MessageSpool,
  { metrics, records, tracing }: DeliveryWatchers,
): Promise<Connector[]> {
  const connectors = configuration.connectors.map((connector) => connectorOf(connector, host, spool));
  return (await Promise.all(connectors)).map((connector) =>
    tracedConnector(records.of(timed(connector, metrics)), tracing),
  );
}

function timed(connector: Connector, metrics: Pick<Metrics, 'deliveryTook'>): Connector {
  return {
    ...connector,
    async deliver(lease) {
      const begun = performance.now();
      try {
        return await connector.deliver(lease);
      } finally {
        metrics.deliveryTook(connector.name, (performance.now() - begun) / 1000);
      }
    },
  };
}

async function connectorOf(
  connector: Configuration['connectors'][number],
  clientName: string,
  spool: MessageSpool,
): Promise<Connector> {
  if (connector.kind === 'capture') return { name: connector.name, domains: [], deliver: capture };
  const { name, host, port, tls, caFile, user, passwordFile } = connector;
  const tlsOptions = caFile === undefined ? {} : { ca: await textOfFile(`caFile of the connector ${name}`, caFile) };
  const server = { name, host, port, tls, tlsOptions, clientName };
  const domains = connector.domains.map((domain) => domain.toLowerCase());
  if (user === undefined || passwordFile === undefined)
    return { name, domains, deliver: createSmtpConnector(server, spool) };
  const login = { user, password: (await textOfFile(`passwordFile of the connector ${name}`, passwordFile)).trimEnd() };
  return { name, domains, deliver: createSmtpConnector({ ...server, login }, spool) };
}
