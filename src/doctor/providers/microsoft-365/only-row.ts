/** The one row of a cmdlet that answers about one thing. */
import type { RawValue } from '../tenant-provider.ts';
import { failed } from './api-fault.ts';
import type { ExchangeApi } from './exchange-api.ts';
import type { Fields } from './fields.ts';

/** Throws an `ApiFault` where there is none. */
export async function onlyRow(
  exchange: ExchangeApi,
  cmdlet: string,
  parameters: Readonly<Record<string, RawValue>> = {},
): Promise<Fields> {
  const [row] = (await exchange.read(cmdlet, parameters)) ?? [];
  if (row === undefined) throw failed(`${cmdlet}: there is none`);
  return row;
}
