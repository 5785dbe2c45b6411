/** The service as a whole. */
import { takeBackup } from '../../contract/service.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, read, streaming } from './admin-route.ts';

export function serviceRoutes(services: Services): AdminRoute[] {
  return [streaming(takeBackup, read('backup'), ({ caller }) => services.backups.take(caller))];
}
