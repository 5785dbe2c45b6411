/** Which settings of the organization are put back by themselves, and when; nothing where the audit log is not theirs to read. */
import { useAsk } from '../api/use-ask.ts';
import { useSession } from '../session/me.ts';

/** So many changes back it is looked for. */
const looked = 200;

/** By the name of the setting: milliseconds since 1970. */
export function useEndings(): ReadonlyMap<string, number> {
  const { tenant, may } = useSession();
  const query = { tenant: tenant.id, target: tenant.id, action: 'settings.change', limit: looked };
  const { data } = useAsk('GET /audit', { query }, { enabled: may('audit-log') });
  const now = Date.now();
  const endings = new Map<string, number>();
  // The newest change of a setting counts, and whether that one ends.
  const seen = new Set<string>();
  for (const { until, undoneBy, changes } of data?.entries ?? []) {
    for (const { of, name } of changes) {
      if (of !== 'setting' || seen.has(name) || undoneBy !== null) continue;
      seen.add(name);
      if (until !== null && until > now) endings.set(name, until);
    }
  }
  return endings;
}
