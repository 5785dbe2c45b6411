/** The Exchange admin API as the doctor asks it: one cmdlet, its rows page by page, faults as holes (MICROSOFT 365 §5.2). */
import type { RawValue } from '../tenant-provider.ts';
import type { ApiAnswer, ApiCaller, ApiLimits } from './api-caller.ts';
import { ApiFault, failed } from './api-fault.ts';
import { Fields } from './fields.ts';
import { missing, needs } from './needs.ts';
import type { HeldToken } from './token-claims.ts';

type Parameters = Readonly<Record<string, RawValue>>;

export interface ExchangeApi {
  /** The rows of `Get-…`; null: there is no such object. */
  read(cmdlet: string, parameters?: Parameters): Promise<readonly Fields[] | null>;
  /** `repeatable` false: a new object, which is not made twice. */
  change(cmdlet: string, parameters: Parameters, options?: { readonly repeatable: boolean }): Promise<void>;
}

interface ExchangeParts {
  readonly base: string;
  readonly caller: ApiCaller;
  /** The tenant's id. */
  readonly tenantId: () => Promise<string>;
  /** What the token says of itself, once there is one. */
  readonly held: () => HeldToken;
  readonly limits: ApiLimits;
}

export function createExchangeApi({ base, caller, tenantId, held, limits }: ExchangeParts): ExchangeApi {
  const invoke = async (url: string, name: string, parameters: Parameters, repeatable: boolean): Promise<ApiAnswer> => {
    const tenant = await tenantId();
    return caller.call({
      method: 'POST',
      url,
      headers: {
        prefer: 'odata.maxpagesize=1000',
        'x-cmdletname': name,
        // MICROSOFT 365 §5.2: a mailbox that every organization has leads the call to where the organization is.
        'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenant}`,
      },
      body: { CmdletInput: { CmdletName: name, Parameters: parameters } },
      repeatable,
    });
  };
  const first = async (): Promise<string> =>
    `${base}/adminapi/beta/${encodeURIComponent(await tenantId())}/InvokeCommand`;
  return {
    async read(cmdlet, parameters = {}) {
      const rows: Fields[] = [];
      let url: string | null = await first();
      for (let page = 0; url !== null && rows.length < limits.rows; page += 1) {
        if (page >= limits.pages) throw failed(`${cmdlet}: more than ${limits.pages} pages`);
        const answer: ApiAnswer = await invoke(url, cmdlet, parameters, true);
        if (answer.status !== 200) {
          const fault = faultOf(answer, cmdlet, false, held());
          if (fault === null) return null;
          throw fault;
        }
        const body = new Fields(answer.body, cmdlet);
        if (!Array.isArray(body.raw('value'))) throw body.fault('without value as it must be');
        rows.push(...body.objects('value'));
        // Followed by posting the same body to it.
        url = nextOf(body, base);
      }
      return rows;
    },
    async change(cmdlet, parameters, { repeatable } = { repeatable: true }) {
      const answer = await invoke(await first(), cmdlet, parameters, repeatable);
      if (answer.status >= 200 && answer.status < 300) return;
      throw faultOf(answer, cmdlet, true, held()) ?? failed(`${cmdlet}: ${saidIn(answer.body)}`, answer.status);
    },
  };
}

function nextOf(body: Fields, base: string): string | null {
  const next = body.optionalText('@odata.nextLink');
  if (next === null) return null;
  if (URL.canParse(next) && new URL(next).origin === new URL(base).origin) return next;
  throw body.fault('with a next page at another host');
}

const notFound = /ManagementObjectNotFoundException|couldn't be found on/i;
/** A cmdlet or parameter that the roles of the caller do not offer is, to it, not there: Exchange itself has every one. */
const notOffered = /CommandNotFoundException|is not recognized as|parameter cannot be found/i;

/** Null: what was asked about is not there. */
function faultOf({ status, body }: ApiAnswer, cmdlet: string, writes: boolean, held: HeldToken): ApiFault | null {
  const said = saidIn(body);
  if (notFound.test(said)) return null;
  if (status === 401 || status === 403 || notOffered.test(said))
    return new ApiFault(missing(writes ? needs.changeExchange : needs.exchange, held), status);
  return failed(`${cmdlet}: ${status} ${said}`.trimEnd(), status);
}

interface Said {
  readonly message?: unknown;
}

/** MICROSOFT 365 §5.2: in this order. */
function saidIn(body: unknown): string {
  const { error } = (body ?? {}) as {
    readonly error?: Said & {
      readonly details?: readonly (Said | null)[];
      readonly innererror?: { readonly internalException?: Said; readonly internalexception?: Said };
    };
  };
  const details = Array.isArray(error?.details) ? (error.details as readonly (Said | null)[]) : [];
  const { internalException, internalexception } = error?.innererror ?? {};
  const said = details[0]?.message ?? (internalException ?? internalexception)?.message ?? error?.message;
  return typeof said === 'string' ? said : '';
}
