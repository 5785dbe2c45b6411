/** The service says what has changed; what is shown of it, and nothing else, is asked for again. */
import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { goToSignIn } from '../session/ways.ts';
import { followChanges } from './follow-changes.ts';
import { concerns } from './topics.ts';

/** Whoever has scrolled so far down a list keeps it as it is: it would be asked for whole. */
const mostPages = 3;

/** `tenantId` null: there is nothing to hear of. */
export function useLive(tenantId: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (tenantId === null) return;
    let line = new AbortController();
    let isFirst = true;
    const follow = (): void => {
      line = new AbortController();
      void followChanges({
        tenantId,
        signal: line.signal,
        onOpen() {
          if (!isFirst) void client.invalidateQueries({ predicate: isCheap });
          isFirst = false;
        },
        onChange: (topic) => askAgain(client, topic),
        onOver: () => void whoAmI(client),
      });
    };
    // Nobody looks at a page that is hidden; a browser has few lines to one service, and each open page would hold one.
    const onShow = (): void => {
      if (document.visibilityState === 'hidden') line.abort();
      else if (line.signal.aborted) follow();
    };
    follow();
    document.addEventListener('visibilitychange', onShow);
    return () => {
      document.removeEventListener('visibilitychange', onShow);
      line.abort();
    };
  }, [client, tenantId]);
}

function askAgain(client: QueryClient, topic: string): void {
  void client.invalidateQueries({
    predicate: (query) => concerns(topic, String(query.queryKey[0])) && isCheap(query),
  });
}

function isCheap({ state }: Query): boolean {
  const pages = (state.data as { readonly pages?: readonly unknown[] } | undefined)?.pages;
  return pages === undefined || pages.length <= mostPages;
}

/** A session that is over leads to the sign-in; one whose roles have changed shows what is left. */
async function whoAmI(client: QueryClient): Promise<void> {
  const response = await fetch('/admin/v1/me', { headers: { 'postern-presence': 'page' } }).catch(() => null);
  if (response?.status === 401) goToSignIn();
  else await client.invalidateQueries();
}
