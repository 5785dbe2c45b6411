/** `POST /$batch`: up to twenty requests in one, each with its own answer. */

import { Readable } from 'node:stream';
import { isRecord } from '../../lib/is-record.ts';
import type { AnswerRequest, Asker, GraphRequest, GraphResponse } from './answer-request.ts';
import { type GraphAnswer, type GraphVersion, ok } from './graph-call.ts';
import { BadRequest, GraphFault } from './graph-fault.ts';

/** As in Graph. */
const maximumRequests = 20;

interface Step extends Omit<GraphRequest, 'version'> {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/** `faultOf` shapes what is answered to a step that is not carried out. Throws a `BadRequest` where the batch itself is bad. */
export async function answerBatch(
  body: unknown,
  version: GraphVersion,
  asker: Asker,
  answer: AnswerRequest,
  faultOf: (fault: GraphFault) => GraphResponse,
): Promise<GraphAnswer> {
  const steps = inOrder(stepsOf(body));
  const statuses = new Map<string, number>();
  const responses: object[] = [];
  for (const { id, dependsOn, ...request } of steps) {
    const failed = dependsOn.find((each) => (statuses.get(each) ?? 500) >= 400);
    const response = withoutStream(
      failed === undefined
        ? await answer({ ...request, version }, asker)
        : faultOf(
            new GraphFault(424, 'FailedDependency', `The request '${failed}', which this one depends on, has failed.`),
          ),
      faultOf,
    );
    statuses.set(id, response.status);
    responses.push(shown(id, response));
  }
  return ok({ responses });
}

/** What is too large to be held whole does not fit into an answer beside others. */
function withoutStream(response: GraphResponse, faultOf: (fault: GraphFault) => GraphResponse): GraphResponse {
  if (!(response.body instanceof Readable)) return response;
  response.body.destroy();
  return faultOf(new BadRequest('This cannot be had through a batch; ask for it alone.', 'BadRequest'));
}

/** Bodies that are no JSON travel as base64. */
function shown(id: string, { status, headers, body }: GraphResponse): object {
  const own = { ...headers };
  delete own['request-id'];
  delete own['client-request-id'];
  const shownBody = Buffer.isBuffer(body) ? body.toString('base64') : body;
  return { id, status, headers: titled(own), ...(shownBody !== undefined && { body: shownBody }) };
}

/** Names as Graph writes them inside a batch, where they are part of the JSON. */
function titled(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name === 'odata-version' ? 'OData-Version' : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );
}

function stepsOf(body: unknown): Step[] {
  const requests = isRecord(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0)
    throw new BadRequest(`The body of a batch must be {"requests": [ … ]} with at least one request.`, 'BadRequest');
  if (requests.length > maximumRequests)
    throw new BadRequest(
      `Number of batch request steps exceeds the maximum value of ${maximumRequests}.`,
      'BadRequest',
    );
  const steps = requests.map(stepOf);
  const ids = new Set<string>();
  for (const { id } of steps) {
    if (ids.has(id)) throw new BadRequest(`The request id '${id}' stands in the batch more than once.`, 'BadRequest');
    ids.add(id);
  }
  const unknown = steps.flatMap(({ dependsOn }) => dependsOn).find((id) => !ids.has(id));
  if (unknown !== undefined)
    throw new BadRequest(`'dependsOn' names the request '${unknown}', which the batch does not have.`, 'BadRequest');
  return steps;
}

function stepOf(written: unknown): Step {
  if (!isRecord(written)) throw new BadRequest('Each request of a batch must be an object.', 'BadRequest');
  const { id, method, url, headers = {}, dependsOn = [] } = written;
  if (typeof id !== 'string' || id === '' || id.length > 100)
    throw new BadRequest("Each request of a batch needs an 'id', a text of at most 100 characters.", 'BadRequest');
  if (typeof method !== 'string' || typeof url !== 'string')
    throw new BadRequest(`The request '${id}' of the batch needs a 'method' and a 'url'.`, 'BadRequest');
  if (!isRecord(headers) || !Object.values(headers).every((value) => typeof value === 'string'))
    throw new BadRequest(`The headers of the request '${id}' must be texts by name.`, 'BadRequest');
  if (!Array.isArray(dependsOn) || !dependsOn.every((each) => typeof each === 'string'))
    throw new BadRequest(`'dependsOn' of the request '${id}' must be a list of ids.`, 'BadRequest');
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return {
    id,
    method: method.toUpperCase(),
    target: targetOf(id, url),
    headers: lower,
    body: bodyOf(id, lower['content-type'], written['body']),
    dependsOn,
  };
}

/** Relative to the version of the batch, with or without the first slash. */
function targetOf(id: string, url: string): string {
  if (/^[a-z][\w+.-]*:|^\/\//i.test(url))
    throw new BadRequest(`The url of the request '${id}' must be relative, as in /users.`, 'BadRequest');
  const target = url.startsWith('/') ? url : `/${url}`;
  if (/^\/(\$|%24)batch\b/i.test(target))
    throw new BadRequest(`The request '${id}' is a batch itself, and a batch cannot hold one.`, 'BadRequest');
  return target;
}

function bodyOf(id: string, contentType = 'application/json', body: unknown): unknown {
  if (body === undefined || body === null || /json/i.test(contentType)) return body ?? undefined;
  if (typeof body === 'string' && isBase64(body)) {
    const octets = Buffer.from(body, 'base64');
    // MIME is base64 where it stands alone too; some clients encode it once more for the batch, others do not.
    return /^text\/plain\b/i.test(contentType) && !isBase64(octets.toString('latin1')) ? Buffer.from(body) : octets;
  }
  throw new BadRequest(`The body of the request '${id}' is no JSON, and must be written in base64.`, 'BadRequest');
}

/** No header of a message, and no JSON, is. */
function isBase64(text: string): boolean {
  return !/[^\w+/=\s-]/.test(text);
}

/** As written, but none before those that it depends on. */
function inOrder(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  const placed = new Set<string>();
  while (ordered.length < steps.length) {
    const next = steps.find(({ id, dependsOn }) => !placed.has(id) && dependsOn.every((each) => placed.has(each)));
    if (next === undefined)
      throw new BadRequest('The requests of the batch depend on each other in a circle.', 'BadRequest');
    placed.add(next.id);
    ordered.push(next);
  }
  return ordered;
}
