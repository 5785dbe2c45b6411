/** Carries out one call of a cmdlet. */

import type { AdminRequest } from '../../directory/actor.ts';
import type { Tenant } from '../../directory/nouns.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { Services } from '../services.ts';
import type { CmdletResult } from './cmdlet.ts';
import { cmdletOf } from './cmdlets.ts';
import { BadCall } from './exchange-error.ts';
import type { WantedPage } from './page.ts';
import { readParameters } from './read-parameters.ts';

const maximumName = 100;

/** What the service says where a list was cut at the size that was asked for. */
const moreResults =
  'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.';

/** `{"CmdletInput":{"CmdletName":…,"Parameters":{…}}}`. Throws a `BadCall`, or a `Refusal`. */
export async function invokeCommand(
  body: unknown,
  page: WantedPage,
  caller: AdminRequest,
  tenant: Tenant,
  { administration, rehearsal, directory, applications }: Services,
  cmdletHeader?: unknown,
): Promise<CmdletResult> {
  const { name, given } = readInput(body, cmdletHeader);
  const cmdlet = cmdletOf(name);
  const { parameters, resultSize, whatIf } = readParameters(cmdlet, given);
  const left = resultSize === null ? page.size : resultSize - page.taken;
  if (left <= 0) return { value: [] };
  const size = Math.min(page.size, left);
  const context = { caller, tenant, directory, applications, page: { size, after: page.after } };
  if (whatIf) {
    await cmdlet.run(parameters, { ...context, administration: rehearsal });
    return { value: [], warnings: [`What if: ${cmdlet.name} would be carried out. Nothing was changed.`] };
  }
  const result = await cmdlet.run(parameters, { ...context, administration });
  return resultSize === null ? result : cutAt(result, left);
}

/** At most `left` rows, and no further page after them. */
function cutAt({ value, next, warnings = [] }: CmdletResult, left: number): CmdletResult {
  if (value.length < left) return { value, warnings, ...(next !== undefined && { next }) };
  const isCut = value.length > left || next !== undefined;
  return { value: value.slice(0, left), warnings: isCut ? [...warnings, moreResults] : warnings };
}

/** `header`: `X-CmdletName`, which stands in where the body names no cmdlet. */
function readInput(body: unknown, header: unknown): { name: string; given: Readonly<Record<string, unknown>> } {
  const input = isRecord(body) ? body['CmdletInput'] : undefined;
  const name = isRecord(input) ? (input['CmdletName'] ?? header) : undefined;
  const given = isRecord(input) ? (input['Parameters'] ?? {}) : undefined;
  if (typeof name !== 'string' || name === '' || name.length > maximumName || !isRecord(given)) {
    throw new BadCall('The body must be {"CmdletInput":{"CmdletName":"…","Parameters":{…}}}.');
  }
  return { name, given };
}
