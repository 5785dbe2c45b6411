/** The Exchange admin API: `POST /adminapi/beta/{tenant}/InvokeCommand`, its batch, and the list of cmdlets (M365 §5.2). */
import type { FastifyInstance } from 'fastify';
import type { AdminRequest } from '../../directory/actor.ts';
import type { Tenant } from '../../directory/nouns.ts';
import { refusedStatus } from '../problem.ts';
import type { Services } from '../services.ts';
import { answerCall, type Call, toldOf } from './answer-call.ts';
import { cmdlets } from './cmdlets.ts';
import { BadCall, errorBody } from './exchange-error.ts';
import { invokeCommand, isRecord } from './invoke-command.ts';
import { pageOf, shownPage } from './page.ts';

/** Calls of one batch. */
const maximumBatch = 10;

export function exchangeDoor(server: FastifyInstance, services: Services, fault: (error: unknown) => void): void {
  const baseOf = ({ id }: Tenant): string => `${services.publicUrl()}/adminapi/beta/${id}`;

  /** One request of a batch: its own answer, whatever becomes of the others. */
  async function one(asked: Record<string, unknown>, caller: AdminRequest, tenant: Tenant): Promise<object> {
    const id = typeof asked['id'] === 'string' ? asked['id'] : '';
    try {
      const page = pageOf(isRecord(asked['headers']) ? asked['headers']['Prefer'] : undefined, undefined);
      const result = await invokeCommand(asked['body'], page, caller, tenant, services);
      return { id, status: 200, body: shownPage(result, baseOf(tenant), undefined) };
    } catch (error) {
      const told = toldOf(error, fault);
      return { id, status: told.status, body: errorBody(told) };
    }
  }

  server.setErrorHandler((error, _request, reply) => {
    const status = refusedStatus(error);
    const told =
      status === null ? toldOf(error, fault) : toldOf(new BadCall('The body cannot be read as JSON.'), fault);
    return reply.code(status ?? told.status).send(errorBody(told));
  });

  server.post<Call>('/adminapi/beta/:tenant/InvokeCommand', (request, reply) =>
    answerCall(request, reply, services, fault, async (caller, tenant) => {
      const { $skiptoken, $select } = request.query;
      if (Array.isArray($skiptoken) || Array.isArray($select))
        throw new BadCall('A query option may be given once only.');
      const page = pageOf(request.headers['prefer'], $skiptoken);
      const result = await invokeCommand(request.body, page, caller, tenant, services);
      return shownPage(result, baseOf(tenant), $select);
    }),
  );

  server.post<Call>('/adminapi/beta/:tenant/$batch', (request, reply) =>
    answerCall(request, reply, services, fault, async (caller, tenant) => {
      const asked = isRecord(request.body) ? request.body['requests'] : undefined;
      if (!Array.isArray(asked) || asked.length > maximumBatch || !asked.every(isRecord))
        throw new BadCall(`The body must be {"requests":[…]} with at most ${maximumBatch} requests.`);
      const responses: object[] = [];
      for (const each of asked) responses.push(await one(each, caller, tenant));
      return { responses };
    }),
  );

  server.get<Call>('/adminapi/v1.0/:tenant/EXOModuleFile', (request, reply) =>
    answerCall(request, reply, services, fault, async () => ({
      value: [{ exportedCmdlets: cmdlets.map(({ name }) => name) }],
    })),
  );
}
