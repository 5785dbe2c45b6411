/** The configuration in force, to those who run the service. */
import { describeConfiguration, type OptionInForce } from '../config/describe.ts';
import { writtenOf } from '../config/load.ts';
import type { Configuration } from '../config/schema.ts';
import type { AdminRequest } from '../directory/actor.ts';
import { permit } from './permit.ts';

export interface ConfigurationInForce {
  /** The file, or who wrote it. */
  readonly origin: string;
  readonly options: readonly OptionInForce[];
}

export interface ConnectorInForce {
  readonly name: string;
  readonly kind: 'capture' | 'smtp';
  /** Recipient domains; empty: all. */
  readonly domains: readonly string[];
  /** `host:port`; null: it stays here. */
  readonly server: string | null;
  readonly tls: 'none' | 'starttls' | 'implicit' | null;
  /** The name that it signs in with. */
  readonly user: string | null;
}

export interface ConfigurationAdministration {
  /** Secrets stand in it as the paths of their files. Throws a `Refusal`. */
  show(request: AdminRequest): Promise<ConfigurationInForce>;
  /** In the order in which they are asked for a recipient. */
  connectors(request: AdminRequest): Promise<ConnectorInForce[]>;
}

export function createConfigurationAdministration(configuration: Configuration): ConfigurationAdministration {
  return {
    async show(request) {
      permit(request, 'service', 'read', null);
      const { json, origin } = writtenOf(configuration);
      return { origin, options: describeConfiguration(configuration, json) };
    },
    async connectors(request) {
      permit(request, 'service', 'read', null);
      return configuration.connectors.map((connector) => {
        const { name, kind } = connector;
        if (connector.kind === 'capture') return { name, kind, domains: [], server: null, tls: null, user: null };
        const { domains, host, port, tls, user = null } = connector;
        return { name, kind, domains, server: `${host}:${port}`, tls, user };
      });
    },
  };
}
