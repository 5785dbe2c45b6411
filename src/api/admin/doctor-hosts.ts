/** Mail servers, examined from here for administrators who have no command line. */
import { examineHost } from '../../contract/doctor-hosts.ts';
import type { Whose } from '../../doctor/advice/steps.ts';
import { findingsOfWire } from '../../doctor/rules/wire/all.ts';
import { wayOf } from '../../doctor/rules/wire/way.ts';
import { examineServer } from '../../doctor/wire/examine-server.ts';
import { isMicrosofts } from '../../doctor/wire/host-kind.ts';
import { parseTarget } from '../../doctor/wire/target.ts';
import type { WireFacts } from '../../doctor/wire/wire-facts.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read } from './admin-route.ts';
import { doctorsTurns } from './doctors-turns.ts';
import { shownFinding } from './shown-advice.ts';

/** For all of one examination. */
const limitMs = 45_000;

export function doctorHostRoutes({ hostExaminations }: Services): AdminRoute[] {
  const inTurn = doctorsTurns({ atOnce: 4, waiting: 8 });
  return [
    answering(examineHost, read('doctor-hosts'), async ({ caller, body: { host, port, tls, imitate, signIn } }) => {
      const target = parseTarget(host);
      if (target === null || (target.port !== null && port !== undefined))
        throw new Problem(400, 'host is a name or an address, as in smtp.office365.com; its port stands in port');
      const examined = { host: target.host, port: port ?? target.port };
      return hostExaminations.carryOut(caller, examined, (ports) =>
        inTurn(async () => {
          const facts = await examineServer({
            target: examined,
            ports,
            mode: tls ?? null,
            profile: imitate ?? 'usual',
            credentials: signIn === undefined ? null : { user: signIn.user, kind: 'password', secret: signIn.password },
            limitMs,
          });
          return {
            host: facts.host,
            port: facts.port,
            kind: facts.names.kind,
            tookMs: facts.tookMs,
            outOfTime: facts.outOfTime,
            findings: findingsOfWire(facts).map((each) => shownFinding(each, whoseHost(facts.names.kind))),
            way: wayOf(facts),
            transcript: facts.transcript,
          };
        }),
      );
    }),
  ];
}

function whoseHost(kind: WireFacts['names']['kind']): Whose | null {
  if (kind === 'postern') return 'postern';
  return isMicrosofts(kind) ? 'microsoft-365' : null;
}
