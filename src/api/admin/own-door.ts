/** The routes of the admin API to the doctor inside the service: asked as whoever asks the doctor, so that it reads what they may and nothing else. */
import { Value } from 'typebox/value';
import type { AdminRequest } from '../../directory/actor.ts';
import type { AdminApi } from '../../doctor/providers/postern/admin-api.ts';
import { Problem, problemOf } from '../problem.ts';
import type { AdminRoute } from './admin-route.ts';

/** It reads only: what the doctor advises is carried out by the person. */
export function ownDoor(routes: readonly AdminRoute[], caller: AdminRequest): AdminApi {
  const readable = routes.filter(({ contract: { method, octets } }) => method === 'GET' && octets === null);
  return {
    async call<T>(method: string, path: string): Promise<T> {
      const { pathname, searchParams } = new URL(path, 'http://own.invalid');
      const parts = pathname.split('/').map(decodeURIComponent);
      const route = method === 'GET' ? find(readable, parts) : undefined;
      if (route === undefined) throw new Error(`the doctor has no route ${method} ${pathname}`);
      const { contract, handle } = route;
      const asked = Value.Default(contract.query, Value.Convert(contract.query, Object.fromEntries(searchParams)));
      const params = paramsOf(contract.path, parts);
      if (!Value.Check(contract.query, asked) || !Value.Check(contract.params, params))
        throw new Problem(400, `${pathname} cannot be asked for so`);
      const input = { caller, callerAgain: async () => caller, params, query: asked, body: undefined };
      try {
        return (await handle(input as never)) as T;
      } catch (error) {
        throw problemOf(error) ?? error;
      }
    },
  };
}

/** One with fixed words before one with names: `/users/count` is no user. */
function find(routes: readonly AdminRoute[], parts: readonly string[]): AdminRoute | undefined {
  const names = ({ contract }: AdminRoute): number => contract.path.split('{').length;
  return routes
    .filter(({ contract }) => fits(contract.path.split('/'), parts))
    .toSorted((a, b) => names(a) - names(b))[0];
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.length === parts.length && pattern.every((each, at) => each.startsWith('{') || each === parts[at]);
}

function paramsOf(path: string, parts: readonly string[]): Record<string, string> {
  const named = path.split('/').map((each, at) => [each, parts[at] ?? ''] as const);
  return Object.fromEntries(
    named.filter(([each]) => each.startsWith('{')).map(([each, value]) => [each.slice(1, -1), value]),
  );
}
