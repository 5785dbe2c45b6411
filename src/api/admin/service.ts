/** The service as a whole. */
import { listConnectors, showConfiguration, showHealth, showLimits, takeBackup } from '../../contract/service.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, streaming } from './admin-route.ts';

export function serviceRoutes(services: Services): AdminRoute[] {
  return [
    streaming(takeBackup, read('backup'), ({ caller }) => services.backups.take(caller)),
    answering(showConfiguration, read('service'), ({ caller }) => services.configuration.show(caller)),
    answering(showLimits, read('service'), ({ caller }) => services.limits.show(caller)),
    answering(listConnectors, read('service'), async ({ caller }) => ({
      connectors: await services.connectors.list(caller),
    })),
    answering(showHealth, read('service'), ({ caller }) => services.health.show(caller)),
  ];
}
