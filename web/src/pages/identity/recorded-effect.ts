/** What the recorded attempts say of turning security defaults on or off. Pure. */
import type { AnswerOf } from '../../api/routes.ts';

export type SignIn = AnswerOf<'GET /sign-ins'>['signIns'][number];

/** One client: who it signs in as, and from where. */
export interface Client {
  readonly login: string;
  readonly address: string;
  readonly attempts: number;
  /** Milliseconds since 1970, of the last one. */
  readonly at: number;
}

const gate = 'security-defaults';
const modern: ReadonlySet<string | null> = new Set(['XOAUTH2', 'OAUTHBEARER']);

/** Whether it was refused by security defaults and by nothing else. */
function isHeldByThemAlone({ trace }: SignIn): boolean {
  const shut = trace.filter(({ verdict }) => verdict === 'shut');
  return shut.length > 0 && shut.every((entry) => entry.gate === gate);
}

/** Whom turning them on would shut out, or off would let in; the newest first, as they come. */
export function concerned(signIns: readonly SignIn[], turnedOn: boolean): Client[] {
  const clients = new Map<string, Client>();
  for (const signIn of signIns) {
    const { login, address, at, mechanism, outcome } = signIn;
    const counts = turnedOn ? outcome === 'allowed' && !modern.has(mechanism) : isHeldByThemAlone(signIn);
    if (!counts) continue;
    const key = JSON.stringify([login, address]);
    const seen = clients.get(key);
    clients.set(key, {
      login,
      address,
      attempts: (seen?.attempts ?? 0) + 1,
      at: Math.max(seen?.at ?? 0, at),
    });
  }
  return [...clients.values()];
}
