/** Below which widths pages are laid out otherwise. */
import { useSyncExternalStore } from 'react';

/** One column: a telephone, or a window beside another. */
export const narrow = '@media (max-width: 768px)';

const query = globalThis.matchMedia(narrow.replace('@media ', ''));

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** The same for what styles alone cannot do. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
