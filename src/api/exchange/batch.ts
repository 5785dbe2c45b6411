/** `$batch`: up to ten calls in one request, each with its own address, headers and answer, in their order. */

import type { AdminRequest } from '../../directory/actor.ts';
import type { Tenant } from '../../directory/nouns.ts';
import { isRecord } from '../../lib/is-record.ts';
import { decodedPart } from '../decoded-part.ts';
import type { Services } from '../services.ts';
import { BadCall, errorBody, NoSuchAddress, toldOf } from './exchange-error.ts';
import { invokeCommand } from './invoke-command.ts';
import { continuesOnError, shownPage, wantedPage } from './page.ts';

/** Calls of one batch. */
const maximumBatch = 10;

interface Entry {
  readonly id: string;
  readonly method: unknown;
  readonly url: unknown;
  /** By the lower-case name. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

interface Answer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

export interface BatchParts {
  readonly services: Services;
  readonly caller: AdminRequest;
  /** The tenant of the batch; each call names it, or another one that the caller may see. */
  readonly tenant: Tenant;
  readonly baseOf: (tenant: Tenant) => string;
  readonly fault: (error: unknown) => void;
}

/** `prefer` is that of the batch. Throws a `BadCall` where the batch itself cannot be read. */
export async function answerBatch(body: unknown, prefer: unknown, parts: BatchParts): Promise<object> {
  const entries = readEntries(body);
  const responses: Answer[] = [];
  let stopped = false;
  for (const entry of entries) {
    const answer: Answer = stopped ? skipped(entry) : await answerOne(entry, parts);
    responses.push(answer);
    stopped ||= answer.status >= 400 && !continuesOnError(prefer) && !continuesOnError(entry.headers['prefer']);
  }
  return { responses };
}

function readEntries(body: unknown): readonly Entry[] {
  const asked = isRecord(body) ? body['requests'] : undefined;
  if (!Array.isArray(asked) || asked.length > maximumBatch || !asked.every(isRecord))
    throw new BadCall(`The body must be {"requests":[…]} with at most ${maximumBatch} requests.`);
  const entries = asked.map(readEntry);
  if (new Set(entries.map(({ id }) => id)).size < entries.length)
    throw new BadCall('Each request of a batch needs an id of its own.');
  return entries;
}

function readEntry({ id, method, url, headers, body }: Record<string, unknown>): Entry {
  if (typeof id !== 'string' || id === '' || id.length > 100)
    throw new BadCall('Each request of a batch needs an id, a text of at most 100 characters.');
  const given = isRecord(headers) ? Object.entries(headers) : [];
  return { id, method, url, headers: Object.fromEntries(given.map(([name, v]) => [name.toLowerCase(), v])), body };
}

async function answerOne(entry: Entry, parts: BatchParts): Promise<Answer> {
  const { services, caller, baseOf, fault } = parts;
  try {
    const { tenantName, options } = readAddress(entry);
    const { id, domain } = parts.tenant;
    const isOwn = [id, domain].includes(tenantName.toLowerCase());
    const tenant = isOwn ? parts.tenant : await services.administration.tenants.find(caller, tenantName, 'user');
    const page = wantedPage(entry.headers['prefer'], options);
    const result = await invokeCommand(entry.body, page, caller, tenant, services, entry.headers['x-cmdletname']);
    return answerOf(entry, 200, shownPage(result, page, baseOf(tenant)));
  } catch (error) {
    const told = toldOf(error, fault);
    return answerOf(entry, told.status, errorBody(told));
  }
}

/** The address of a call, whole or without the host, and what its query asks for. */
function readAddress({ method, url }: Entry): {
  tenantName: string;
  options: { $select?: string | undefined; $skiptoken?: string | undefined };
} {
  const address = typeof url === 'string' && URL.canParse(url, 'http://batch/') ? new URL(url, 'http://batch/') : null;
  if (address === null) throw new BadCall("The url of a call must be '/adminapi/beta/{tenant}/InvokeCommand'.");
  const [, writtenName] = /^\/adminapi\/beta\/([^/]+)\/InvokeCommand$/i.exec(address.pathname) ?? [];
  if (writtenName === undefined)
    throw new NoSuchAddress(
      `There is no '${address.pathname}' here; a batch calls /adminapi/beta/{tenant}/InvokeCommand.`,
    );
  const tenantName = decodedPart(writtenName);
  if (tenantName === null) throw new BadCall('The url of a call is not well encoded.');
  if (typeof method !== 'string' || method.toUpperCase() !== 'POST')
    throw new BadCall('InvokeCommand is called with the method POST.');
  const option = (name: string): string | undefined => {
    const [value, second] = address.searchParams.getAll(name);
    if (second !== undefined) throw new BadCall('A query option may be given once only.');
    return value;
  };
  return {
    tenantName,
    options: { $select: option('$select'), $skiptoken: option('$skiptoken') },
  };
}

/** A call after one that came to nothing, where the client did not ask to go on. */
function skipped(entry: Entry): Answer {
  const message = 'Not carried out: a call before it failed. Prefer: odata.continue-on-error goes on.';
  return answerOf(entry, 424, errorBody({ status: 424, code: 'FailedDependency', exception: 'validation', message }));
}

function answerOf({ id }: Entry, status: number, body: object): Answer {
  return { id, status, headers: { 'Content-Type': 'application/json; odata.metadata=minimal' }, body };
}
