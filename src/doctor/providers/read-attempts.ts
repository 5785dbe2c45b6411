/** The recorded attempts of a tenant, with the controls of each user that they name. */
import type { Controls } from '../../sign-in/controls.ts';
import { type AssumedControl, controlsOf, type Hole, type TenantReading } from '../tenant/tenant-reading.ts';
import type { RecordedAttempt, TenantProvider } from './tenant-provider.ts';

export type ReadAttempts =
  | {
      readonly kind: 'read';
      readonly attempts: readonly RecordedAttempt[];
      readonly tenant: TenantReading;
      /** What could not be read of the tenant or of any of its users, once each; it stands at its default. */
      readonly assumed: readonly AssumedControl[];
      /** By principal name in lower case. */
      readonly people: ReadonlyMap<string, Controls>;
      /** There were more attempts, or more users, than are looked at. */
      readonly isCut: boolean;
    }
  | { readonly kind: 'not-possible'; readonly because: Hole };

/** Attempts that are looked at, the newest. */
export const maximumRead = 20_000;
/** Users whose settings are read, those with the most attempts. */
export const maximumPeople = 1000;
/** Users that are asked for at once. */
const together = 4;

export async function readAttempts(
  provider: TenantProvider,
  sinceMs: number,
  limit = maximumRead,
): Promise<ReadAttempts> {
  const log = await provider.signIns({ sinceMs, limit });
  if (!log.known) return { kind: 'not-possible', because: log.because };
  const attempts = log.value;
  const tenant = await provider.readTenant();
  const counted = Map.groupBy(attempts, ({ userPrincipalName }) => userPrincipalName.toLowerCase());
  const names = [...counted].toSorted(([, a], [, b]) => b.length - a.length).map(([name]) => name);
  const people = new Map<string, Controls>();
  const assumed = new Map<string, AssumedControl>();
  for (const each of controlsOf(tenant, null).assumed) assumed.set(each.name, each);
  const waiting = names.slice(0, maximumPeople).values();
  const readRest = async (): Promise<void> => {
    for (const name of waiting) {
      const user = await provider.readUser(name);
      if (user === null) continue;
      const found = controlsOf(tenant, user);
      people.set(name, found.controls);
      for (const each of found.assumed) assumed.set(each.name, each);
    }
  };
  await Promise.all(Array.from({ length: together }, readRest));
  const isCut = attempts.length >= limit || names.length > maximumPeople;
  return { kind: 'read', tenant, assumed: [...assumed.values()], attempts, people, isCut };
}
