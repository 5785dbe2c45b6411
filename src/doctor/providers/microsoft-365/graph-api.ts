/** Microsoft Graph as the doctor asks it: one thing, a list of many pages, a change; faults as holes (MICROSOFT 365 §5.1). */

import { type ApiAnswer, type ApiCaller, type ApiLimits, pathOf } from './api-caller.ts';
import { ApiFault, failed } from './api-fault.ts';
import { Fields } from './fields.ts';
import { missing, type Need } from './needs.ts';
import type { HeldToken } from './token-claims.ts';

export interface GraphApi {
  /** `path` begins with the version: `/v1.0/organization`. Null: there is no such thing. */
  get(path: string, need: Need): Promise<Fields | null>;
  /** Every row of every page, at most `rows`. */
  list(path: string, need: Need, options?: { readonly rows?: number }): Promise<readonly Fields[]>;
  /** How many of a collection (`/$count`). */
  count(path: string, need: Need): Promise<number>;
  patch(path: string, body: object, need: Need): Promise<void>;
}

/** @param held what the token says of itself, once there is one. */
export function createGraphApi(base: string, caller: ApiCaller, held: () => HeldToken, limits: ApiLimits): GraphApi {
  const ask = async (
    url: string,
    need: Need,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer | null> => {
    const answer = await caller.call({ method: 'GET', url, headers, repeatable: true });
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw faultOf(answer, url, need, held());
    return answer;
  };
  return {
    async get(path, need) {
      const answer = await ask(`${base}${path}`, need);
      return answer === null ? null : new Fields(answer.body, pathOf(`${base}${path}`));
    },
    async list(path, need, { rows: wanted = limits.rows } = {}) {
      const rows: Fields[] = [];
      let url: string | null = `${base}${path}`;
      for (let page = 0; url !== null && rows.length < wanted; page += 1) {
        if (page >= limits.pages) throw failed(`${pathOf(url)}: more than ${limits.pages} pages`);
        const where = pathOf(url);
        const answer: ApiAnswer | null = await ask(url, need);
        if (answer === null) return rows;
        const body = new Fields(answer.body, where);
        if (!Array.isArray(body.raw('value'))) throw body.fault('without value as it must be');
        rows.push(...body.objects('value'));
        url = nextOf(body, base);
      }
      return rows.slice(0, wanted);
    },
    async count(path, need) {
      // Counting a collection takes it (Graph, advanced queries).
      const answer = await ask(`${base}${path}`, need, { accept: 'text/plain', ConsistencyLevel: 'eventual' });
      const count = Number(answer?.body);
      if (Number.isSafeInteger(count) && answer?.body !== null) return count;
      throw failed(`${pathOf(`${base}${path}`)}: answered no number`);
    },
    async patch(path, body, need) {
      const url = `${base}${path}`;
      const answer = await caller.call({ method: 'PATCH', url, body, repeatable: true });
      if (answer.status < 200 || answer.status >= 300) throw faultOf(answer, url, need, held());
    },
  };
}

/** Only to the host that was asked: whoever answers does not choose who gets the token. */
function nextOf(body: Fields, base: string): string | null {
  const next = body.optionalText('@odata.nextLink');
  if (next === null) return null;
  if (URL.canParse(next) && new URL(next).origin === new URL(base).origin) return next;
  throw body.fault('with a next page at another host');
}

/** Refusals that say that the tenant has no licence for it. */
const unlicensed = /NonPremiumTenant|not licensed|does(?:n't| not) have premium license/i;

function faultOf({ status, body }: ApiAnswer, url: string, need: Need, held: HeldToken): ApiFault {
  const { code, message } = saidIn(body);
  if (unlicensed.test(code) || unlicensed.test(message)) return new ApiFault({ kind: 'not-offered' }, status);
  // A resource that this service does not have is no such segment of an address.
  if (status === 400 && /not found for the segment/i.test(message))
    return new ApiFault({ kind: 'not-offered' }, status);
  if (status === 403) return new ApiFault(missing(need, held), status);
  return failed(`${pathOf(url)}: ${status} ${code} ${message}`.trimEnd(), status);
}

function saidIn(body: unknown): { readonly code: string; readonly message: string } {
  const error = (body as { readonly error?: { readonly code?: unknown; readonly message?: unknown } } | null)?.error;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { code: text(error?.code), message: text(error?.message) };
}
