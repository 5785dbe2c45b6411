/** Where the mail of senders goes: inside the tenant or outside of it (`Get-MessageTraceV2`, `Get-AcceptedDomain`). */
import type { RecipientCounts } from '../tenant-provider.ts';
import type { ExchangeApi } from './exchange-api.ts';

const dayMs = 86_400_000;
/** One trace looks at no more days than that. */
const longestTraceMs = 10 * dayMs;
/** Recipients of one sender that are looked at, the newest. */
const maximumRecipients = 1000;

/** By principal name in lower case; who has sent nothing is left out. */
export async function readRecipients(
  exchange: ExchangeApi,
  senders: readonly string[],
  sinceMs: number,
  now: number,
): Promise<ReadonlyMap<string, RecipientCounts>> {
  const rows = (await exchange.read('Get-AcceptedDomain')) ?? [];
  const domains = new Set(rows.map((row) => row.text('DomainName').toLowerCase()));
  const window = {
    StartDate: new Date(Math.max(sinceMs, now - longestTraceMs)).toISOString(),
    EndDate: new Date(now).toISOString(),
  };
  const counted = senders.map(async (sender): Promise<[string, RecipientCounts]> => {
    const search = { ...window, SenderAddress: [sender], ResultSize: maximumRecipients };
    const traced = (await exchange.read('Get-MessageTraceV2', search)) ?? [];
    const inside = traced.filter((row) => domains.has(domainOf(row.text('RecipientAddress')))).length;
    return [sender.toLowerCase(), { inside, outside: traced.length - inside }];
  });
  return new Map((await Promise.all(counted)).filter(([, { inside, outside }]) => inside + outside > 0));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
