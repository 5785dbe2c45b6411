/** Filters of a page, kept in its address so that a link shares them. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export interface Filters<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  /** Whether any of them narrows the list. */
  readonly isAny: boolean;
  set(changes: Partial<Record<Name, string>>): void;
  /** Takes all of them away. */
  clear(): void;
}

export function useFilters<Name extends string>(names: readonly Name[]): Filters<Name> {
  const [search, setSearch] = useSearchParams();
  const values = useMemo(
    () => Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Record<Name, string>,
    [names, search],
  );
  const set = useCallback(
    (changes: Partial<Record<Name, string>>) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries<string | undefined>(changes)) {
            if (value === undefined || value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const isAny = Object.values(values).some((value) => value !== '');
  return {
    values,
    isAny,
    set,
    clear: () => set(Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>),
  };
}
