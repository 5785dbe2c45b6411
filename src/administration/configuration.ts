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

export interface ConfigurationAdministration {
  /** Secrets stand in it as the paths of their files. Throws a `Refusal`. */
  show(request: AdminRequest): Promise<ConfigurationInForce>;
}

export function createConfigurationAdministration(configuration: Configuration): ConfigurationAdministration {
  return {
    async show(request) {
      permit(request, 'service', 'read', null);
      const { json, origin } = writtenOf(configuration);
      return { origin, options: describeConfiguration(configuration, json) };
    },
  };
}
