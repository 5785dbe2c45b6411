/** How a command ends that cannot say whether anything stops a device, because settings could not be read. */
import type { AssumedControl } from '../doctor/tenant/tenant-reading.ts';
import { type ExitCode, exitCodes } from './output.ts';

export function endOfUnread(unread: readonly AssumedControl[]): ExitCode {
  return unread.some(({ because }) => because.kind === 'permission') ? exitCodes.notPermitted : exitCodes.unreachable;
}
