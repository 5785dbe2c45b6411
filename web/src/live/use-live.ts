/** The service says what has changed; what is shown of it, and nothing else, is asked for again. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** `tenantId` null: there is nothing to hear of. */
export function useLive(tenantId: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (tenantId === null) return;
    // Until the service tells what changes, pages are asked for again when the person comes back to them.
    const onShow = (): void => {
      if (document.visibilityState === 'visible') void client.invalidateQueries();
    };
    document.addEventListener('visibilitychange', onShow);
    return () => document.removeEventListener('visibilitychange', onShow);
  }, [client, tenantId]);
}
