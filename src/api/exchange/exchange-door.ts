/** The Exchange admin API: `POST /adminapi/beta/{tenant}/InvokeCommand`, its batch, and what clients ask first (M365 §5.2). */
import type { FastifyInstance } from 'fastify';
import type { Tenant } from '../../directory/nouns.ts';
import { sentence } from '../../lib/sentence.ts';
import { refusedDetail, refusedStatus } from '../problem.ts';
import type { Services } from '../services.ts';
import { answerCall, type Call } from './answer-call.ts';
import { answerBatch } from './batch.ts';
import { cmdlets } from './cmdlets.ts';
import { BadCall, errorBody, toldOf } from './exchange-error.ts';
import { invokeCommand } from './invoke-command.ts';
import { shownPage, wantedPage } from './page.ts';

export function exchangeDoor(server: FastifyInstance, services: Services, fault: (error: unknown) => void): void {
  const baseOf = ({ id }: Tenant): string => `${services.publicUrl()}/adminapi/beta/${id}`;

  server.setErrorHandler((error, request, reply) => {
    const status = refusedStatus(error);
    const words = status === 413 ? sentence(refusedDetail(error, request)) : 'The body cannot be read as JSON.';
    const told = toldOf(status === null ? error : new BadCall(words), fault);
    return reply.code(status ?? told.status).send(errorBody(told));
  });

  // Some clients write the first part so, and some the other way.
  for (const root of ['/adminapi', '/AdminApi']) {
    server.post<Call>(`${root}/beta/:tenant/InvokeCommand`, (request, reply) =>
      answerCall(request, reply, services, fault, async (caller, tenant) => {
        if (Object.values(request.query).some(Array.isArray))
          throw new BadCall('A query option may be given once only.');
        const page = wantedPage(request.headers['prefer'], request.query);
        const result = await invokeCommand(
          request.body,
          page,
          caller,
          tenant,
          services,
          request.headers['x-cmdletname'],
        );
        return shownPage(result, page, baseOf(tenant));
      }),
    );

    server.post<Call>(`${root}/beta/:tenant/$batch`, (request, reply) =>
      answerCall(request, reply, services, fault, (caller, tenant) =>
        answerBatch(request.body, request.headers['prefer'], { services, caller, tenant, baseOf, fault }),
      ),
    );

    // What the module of PowerShell asks when it connects: which cmdlets there are, and a greeting.
    server.get<Call>(`${root}/v1.0/:tenant/EXOModuleFile`, (request, reply) =>
      answerCall(request, reply, services, fault, async () => ({
        value: [{ exportedCmdlets: cmdlets.map(({ name }) => name).join(',') }],
      })),
    );
    for (const version of ['beta', 'v1.0']) {
      server.get<Call>(`${root}/${version}/:tenant/EXOBanner*`, (request, reply) =>
        answerCall(request, reply, services, fault, async () => ({ value: [] })),
      );
    }
  }
}
