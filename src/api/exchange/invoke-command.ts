/** Carries out one call of a cmdlet. */
import type { AdminRequest } from '../../directory/actor.ts';
import type { Tenant } from '../../directory/nouns.ts';
import type { Services } from '../services.ts';
import type { CmdletResult, Page } from './cmdlet.ts';
import { cmdletOf } from './cmdlets.ts';
import { BadCall } from './exchange-error.ts';
import { readParameters } from './read-parameters.ts';

/** `{"CmdletInput":{"CmdletName":…,"Parameters":{…}}}`. Throws a `BadCall`, or a `Refusal`. */
export async function invokeCommand(
  body: unknown,
  page: Page,
  caller: AdminRequest,
  tenant: Tenant,
  { administration, directory, applications }: Services,
): Promise<CmdletResult> {
  const { name, given } = readInput(body);
  const cmdlet = cmdletOf(name);
  const parameters = readParameters(cmdlet, given);
  return cmdlet.run(parameters, { caller, tenant, administration, directory, applications, page });
}

function readInput(body: unknown): { name: string; given: Readonly<Record<string, unknown>> } {
  const input = isRecord(body) ? body['CmdletInput'] : undefined;
  const name = isRecord(input) ? input['CmdletName'] : undefined;
  const given = isRecord(input) ? (input['Parameters'] ?? {}) : undefined;
  if (typeof name !== 'string' || name === '' || name.length > 100 || !isRecord(given)) {
    throw new BadCall('The body must be {"CmdletInput":{"CmdletName":"…","Parameters":{…}}}.');
  }
  return { name, given };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
