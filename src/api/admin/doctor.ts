/** The doctor's questions: about an error, and about a user whose device does not send. */
import { examineUser, explainText, testSignIn } from '../../contract/doctor.ts';
import { explain } from '../../doctor/explain/explain.ts';
import { prepareFix } from '../../doctor/fix/prepare-fix.ts';
import { signInAsDevice } from '../../doctor/fix/sign-in-as-device.ts';
import { posternProvider } from '../../doctor/providers/postern/postern-provider.ts';
import { findingsOfTenant } from '../../doctor/rules/tenant/all.ts';
import { examineTenant } from '../../doctor/tenant/examine-tenant.ts';
import { nameOf } from '../../doctor/wire/target.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';
import { doctorsTurns } from './doctors-turns.ts';
import { ownDoor } from './own-door.ts';
import { given } from './read-request.ts';
import { shownAdviceOf } from './shown-advice.ts';
import { shownExamination } from './shown-examination.ts';

/** Rows of the sign-in log that one examination reads, the newest: a page is waited for. */
const maximumRows = 1000;

/** `routes`: those that the doctor reads through. */
export function doctorRoutes(services: Services, routes: readonly AdminRoute[]): AdminRoute[] {
  const { tenants, users } = services.administration;
  const inTurn = doctorsTurns({ atOnce: 2, waiting: 40 });
  const trialInTurn = doctorsTurns({ atOnce: 8, waiting: 40 });
  return [
    answering(explainText, read('tenant'), async ({ caller, body }) => {
      await tenants.scopeOf(caller, undefined, 'tenant');
      const explanation = explain(body.text);
      const { cause, confidence, evidence, others, tokens, isElsewhere } = explanation;
      return { cause, confidence, evidence, others, tokens, isElsewhere, advice: shownAdviceOf(explanation) };
    }),
    answering(examineUser, read('user'), async ({ caller, params, body: { deviceAsIs: asIs = false, ...device } }) => {
      const { tenantId, userPrincipalName } = await users.find(caller, params.user, 'user');
      const provider = posternProvider(ownDoor(routes, caller), tenantId);
      const { mechanism, address, credential = 'password' } = device;
      const signsIn = given({ mechanism, address });
      const now = services.clock();
      return inTurn(async () => {
        const [prepared, facts] = await Promise.all([
          prepareFix(provider, userPrincipalName, { ...signsIn, credential, asIs }, now, maximumRows),
          examineTenant(provider, { user: userPrincipalName, ...signsIn, appId: null, from: null, wire: null, now }),
        ]);
        return shownExamination(prepared, findingsOfTenant(facts));
      });
    }),
    answering(
      testSignIn,
      write('sign-in-test'),
      async ({ caller, params, body: { password, mechanism = 'LOGIN' } }) => {
        const user = await users.find(caller, params.user, 'sign-in-test', 'write');
        const door = services.submissionDoor();
        if (door === null) throw new Problem(409, 'the service has no submission listener to sign in at');
        return trialInTurn(async () => {
          const login = { user: user.userPrincipalName, password, mechanism };
          const seen = await services.signInTests.carryOut(caller, user, () => signInAsDevice(door, login));
          return { ...shownTrial(seen), server: nameOf(door.host, door.port) };
        });
      },
    ),
  ];
}

/** The id of the session stands at the end of a refusal. */
const sessionInReply = /\s([\dA-F]{16})\]/;

function shownTrial(seen: Awaited<ReturnType<typeof signInAsDevice>>) {
  if (seen.kind === 'failed')
    return { outcome: seen.kind, reply: null, reason: seen.reason, cause: null, sessionId: null };
  const { kind: outcome, reply } = seen;
  const cause = outcome === 'refused' ? explain(reply).cause : null;
  return { outcome, reply, reason: null, cause, sessionId: sessionInReply.exec(reply)?.[1] ?? null };
}
