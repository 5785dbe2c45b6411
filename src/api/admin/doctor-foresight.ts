/** What the doctor foresees: what a change would do, and what comes of passwords at the SMTP door. */
import type { Static } from 'typebox';
import { foresee, showReadiness } from '../../contract/doctor-foresight.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { type WrittenPolicy, wholePolicy } from '../../directory/conditional-access-policy.ts';
import { tenantSettings, userSettings } from '../../directory/settings.ts';
import { readiness, sendersOfLog } from '../../doctor/plan/readiness.ts';
import { retirementDates } from '../../doctor/plan/retirement-dates.ts';
import { type ForeseenChange, whatIf } from '../../doctor/plan/what-if.ts';
import { posternProvider } from '../../doctor/providers/postern/postern-provider.ts';
import { readAttempts } from '../../doctor/providers/read-attempts.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read } from './admin-route.ts';
import { doctorsTurns } from './doctors-turns.ts';
import { ownDoor } from './own-door.ts';

/** Sign-ins that are looked at, the newest, and rows of an answer. */
const maximumAttempts = 5000;
const maximumRows = 500;
const dayMs = 86_400_000;

/** `routes`: those that the doctor reads through. */
export function doctorForesightRoutes(services: Services, routes: readonly AdminRoute[]): AdminRoute[] {
  const { tenants } = services.administration;
  const inTurn = doctorsTurns({ atOnce: 1, waiting: 20 });
  return [
    answering(foresee, [read('sign-in-log'), read('user')], async ({ caller, body }) => {
      const { id } = await tenants.find(caller, body.tenant, 'sign-in-log');
      const changes = await changesOf(services, caller, id, body);
      const { days = 30 } = body;
      return inTurn(async () => {
        const provider = posternProvider(ownDoor(routes, caller), id);
        const seen = await readAttempts(provider, services.clock() - days * dayMs, maximumAttempts);
        if (seen.kind === 'not-possible') throw new Problem(403, 'the sign-in log cannot be read');
        const { letIn, shutOut, elsewhere, ...counts } = whatIf(changes, seen.attempts, seen.people);
        const cut = (rows: typeof letIn) => rows.slice(0, maximumRows);
        const isCut = seen.isCut || [letIn, shutOut, elsewhere].some(({ length }) => length > maximumRows);
        const listed = { letIn: cut(letIn), shutOut: cut(shutOut), elsewhere: cut(elsewhere) };
        return { days, attempts: seen.attempts.length, isCut, ...listed, ...counts };
      });
    }),
    answering(showReadiness, read('sign-in-log'), async ({ caller, query: { tenant, days } }) => {
      const { id } = await tenants.find(caller, tenant, 'sign-in-log');
      return inTurn(async () => {
        const provider = posternProvider(ownDoor(routes, caller), id);
        const log = await provider.signIns({ sinceMs: services.clock() - days * dayMs, limit: maximumAttempts });
        if (!log.known) throw new Problem(403, 'the sign-in log cannot be read');
        const { senders, ready } = sendersOfLog(log.value);
        const { migrations } = readiness('postern', senders, ready);
        return {
          days,
          isCut: log.value.length >= maximumAttempts,
          ready,
          dates: retirementDates.map(({ id: date, on, at, source }) => ({ id: date, on, at, source })),
          migrations: migrations.map(shownMigration),
        };
      });
    }),
  ];
}

function shownMigration({ sender, ways }: ReturnType<typeof readiness>['migrations'][number]) {
  const { userPrincipalName, addresses, mechanisms, count, counted, lastAt, peakPerHour, alsoOAuth, oldTls } = sender;
  const shown = ways.map(({ way, against }) => ({ id: way.id, against }));
  const same = { userPrincipalName, addresses, mechanisms, count, counted, lastAt, peakPerHour, alsoOAuth, oldTls };
  return { ...same, ways: shown };
}

async function changesOf(
  { administration: { users } }: Services,
  caller: AdminRequest,
  tenantId: string,
  asked: Static<NonNullable<(typeof foresee)['body']>>,
): Promise<ForeseenChange[]> {
  const changes = changesIn('tenant', null, asked.settings ?? {});
  for (const { user: login, settings } of asked.users ?? []) {
    const user = await users.find(caller, login, 'user');
    if (user.tenantId !== tenantId) throw new Problem(400, `${login} belongs to another tenant; ask for one at a time`);
    changes.push(...changesIn('user', user.id, settings));
  }
  if (changes.length === 0) throw new Problem(400, 'name a setting that is to be changed, in settings or users');
  return changes;
}

function changesIn(
  scope: ForeseenChange['setting']['scope'],
  user: string | null,
  values: Readonly<Record<string, unknown>>,
): ForeseenChange[] {
  const table: Readonly<Record<string, { readonly default: unknown }>> =
    scope === 'tenant' ? tenantSettings : userSettings;
  return Object.entries(values).map(([name, value]) => ({
    setting: { scope, name: name as ForeseenChange['setting']['name'] },
    value: value === null ? table[name]?.default : wholeOf(name, value),
    user,
  }));
}

/** What a written policy leaves out has its ordinary meaning. */
function wholeOf(name: string, value: unknown): unknown {
  return name === 'conditionalAccessPolicies' ? (value as WrittenPolicy[]).map(wholePolicy) : value;
}
