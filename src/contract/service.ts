/** The service as a whole, as the admin API has it. */
import { route } from './route-contract.ts';

export const takeBackup = route('POST /backup', {
  operationId: 'takeBackup',
  summary: 'All that the service keeps, as of now, with its keys: a tar archive with the SHA-256 of each part',
  octets: 'application/x-tar',
});
