/** Accepted messages in pages, newest first. */
import type { Input } from '../../api/routes.ts';
import { useAskPages } from '../../api/use-ask.ts';
import { useSession } from '../../session/me.ts';
import type { Message } from './message.ts';

const pageSize = 100;

export interface Messages {
  readonly messages: readonly Message[];
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly hasNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}

/** `sought` is what the address of a page says: the service judges it. */
export function useMessages(sought: Readonly<Record<string, string>>): Messages {
  const { tenant } = useSession();
  const query = { tenant: tenant.id, limit: pageSize, ...sought } as NonNullable<Input<'GET /messages'>['query']>;
  const list = useAskPages('GET /messages', { query }, ({ next }) => (next === null ? null : { olderThan: next }));
  return { ...list, messages: list.data?.pages.flatMap(({ messages }) => messages) ?? [] };
}
