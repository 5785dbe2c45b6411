/** Opens the store, told of and traced. */
import type { Tracing } from '../observability/tracing.ts';
import { tracedSpool } from '../queue/traced-spool.ts';
import { openStore, type Store, type StoreObserver } from '../store/open-store.ts';

export async function openTracedStore(
  dataDirectory: string,
  observer: StoreObserver,
  tracing: Tracing | null,
): Promise<Store> {
  const store = await openStore(dataDirectory, observer);
  return { ...store, spool: tracedSpool(store.spool, tracing) };
}
