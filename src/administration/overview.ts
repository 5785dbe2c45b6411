/** A tenant's mail and sign-ins at a glance, to each administrator as far as they may read the parts of it. */
import { type Area, accessTo } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { Clock } from '../lib/clock.ts';
import type { Identities, LastMail, MailCount, MailFigures, SignInCount, WaitingMail } from '../watch/mail-figures.ts';
import { permit } from './permit.ts';

export interface Overview {
  readonly at: number;
  /** Null, here and below: the request may not read it. */
  readonly sending: Sending | null;
  readonly mail: OverTime<MailCount> | null;
  readonly signIns: (OverTime<SignInsCounted> & { readonly gates: readonly RefusalsByGate[] }) | null;
  readonly identities: Identities | null;
  readonly queue: readonly WaitingMail[] | null;
}

interface Sending extends LastMail {
  readonly answer: 'yes' | 'failing' | 'unproven' | 'no';
  /** Mail is taken. */
  readonly ready: boolean;
}

/** The last 24 hours and 30 days, those that run included. */
interface OverTime<T> {
  readonly hours: readonly T[];
  readonly days: readonly T[];
}

interface SignInsCounted {
  readonly at: number;
  readonly allowed: number;
  readonly refused: number;
}

interface RefusalsByGate {
  readonly gate: string;
  readonly day: number;
  readonly month: number;
}

export interface OverviewAdministration {
  /** `tenantId` null: of all tenants. Throws a `Refusal`. */
  show(request: AdminRequest, tenantId: string | null, silentDays: number): Promise<Overview>;
}

export interface OverviewSource {
  readonly figures: MailFigures;
  /** Whether mail is taken. */
  readonly isReady: () => Promise<boolean>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const namedIdentities = 50;

export function createOverviewAdministration(
  { figures, isReady }: OverviewSource,
  { clock }: { readonly clock: Clock },
): OverviewAdministration {
  return {
    async show(request, tenantId, silentDays) {
      permit(request, 'tenant', 'read', tenantId);
      const at = clock();
      const mayRead = (area: Area): boolean => accessTo(area, 'read', request.actor, tenantId).kind === 'allowed';
      const [withMail, withSignIns] = [mayRead('message'), mayRead('sign-in-log')];
      const from = startOf(at, dayMs) - 29 * dayMs;
      const asked = { tenantId, now: at, silentMs: silentDays * dayMs, withMail, limit: namedIdentities };
      const [ready, last, mail, signIns, identities, queue] = await Promise.all([
        isReady(),
        withMail ? figures.lastMail(tenantId) : null,
        withMail ? figures.mail(tenantId, from) : null,
        withSignIns ? figures.signIns(tenantId, from) : null,
        withSignIns && mayRead('user') ? figures.identities(asked) : null,
        withMail ? figures.waiting(tenantId) : null,
      ]);
      return {
        at,
        sending: last === null ? null : { answer: answerOf(ready, last, at), ready, ...last },
        mail: mail === null ? null : overTime(mail, at, sumOfMail),
        signIns: signIns === null ? null : { ...overTime(signIns, at, sumOfSignIns), gates: gatesOf(signIns, at) },
        identities: identities === null || withMail ? identities : withoutMail(identities),
        queue,
      };
    },
  };
}

function startOf(at: number, unitMs: number): number {
  return at - (at % unitMs);
}

/** Whether mail can be sent now, by what became of the last. */
function answerOf(ready: boolean, { deliveredAt, failedAt }: LastMail, now: number): Sending['answer'] {
  if (!ready) return 'no';
  const recent = (time: number | null): number => (time !== null && time > now - dayMs ? time : 0);
  const [delivered, failed] = [recent(deliveredAt), recent(failedAt)];
  if (failed > delivered) return 'failing';
  return delivered > 0 ? 'yes' : 'unproven';
}

function overTime<T extends { readonly at: number }, Sum>(
  hours: readonly T[],
  now: number,
  sum: (at: number, of: readonly T[]) => Sum,
): OverTime<Sum> {
  const slots = (unitMs: number, count: number): Sum[] => {
    const by = Map.groupBy(hours, ({ at }) => startOf(at, unitMs));
    const last = startOf(now, unitMs);
    return Array.from({ length: count }, (_, index) => {
      const at = last - (count - 1 - index) * unitMs;
      return sum(at, by.get(at) ?? []);
    });
  };
  return { hours: slots(hourMs, 24), days: slots(dayMs, 30) };
}

function sumOfMail(at: number, of: readonly MailCount[]): MailCount {
  const total = (name: 'accepted' | 'delivered' | 'failed' | 'deferred'): number =>
    of.reduce((sum, each) => sum + each[name], 0);
  return {
    at,
    accepted: total('accepted'),
    delivered: total('delivered'),
    failed: total('failed'),
    deferred: total('deferred'),
  };
}

function sumOfSignIns(at: number, of: readonly SignInCount[]): SignInsCounted {
  return { at, allowed: attemptsOf(of.filter(isAllowed)), refused: attemptsOf(of.filter((each) => !isAllowed(each))) };
}

function isAllowed({ gate }: SignInCount): boolean {
  return gate === null;
}

function attemptsOf(counts: readonly SignInCount[]): number {
  return counts.reduce((sum, { attempts }) => sum + attempts, 0);
}

function gatesOf(counts: readonly SignInCount[], now: number): RefusalsByGate[] {
  const byGate = Map.groupBy(
    counts.filter((each) => !isAllowed(each)),
    ({ gate }) => gate ?? '',
  );
  const from = startOf(now, hourMs) - 23 * hourMs;
  return [...byGate]
    .map(([gate, of]) => ({ gate, day: attemptsOf(of.filter(({ at }) => at >= from)), month: attemptsOf(of) }))
    .toSorted((a, b) => b.month - a.month);
}

function withoutMail({ sending, refused, silent }: Identities): Identities {
  const of = ({ count, identities }: Identities[keyof Identities]) => ({
    count,
    identities: identities.map((each) => ({ ...each, sentAt: null })),
  });
  return { sending: of(sending), refused: of(refused), silent: of(silent) };
}
