/** A fix as it is kept, so that it can be taken back: each value as it was and as it became. It holds no secret. */
import type { Cloud } from '../providers/microsoft-365/clouds.ts';
import type { RawValue, SettingRef, TenantProvider } from '../providers/tenant-provider.ts';

export interface KeptValue {
  readonly setting: SettingRef;
  /** Exactly as the API had it. */
  readonly before: RawValue;
  readonly after: RawValue;
}

export interface KeptFix {
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly provider: TenantProvider['kind'];
  /** The service, as the command line was told of it; of Microsoft's APIs the address of Graph. */
  readonly where: string;
  /** Where Graph and Exchange were asked, and as which application; null: it was the admin API of a Postern. */
  readonly apis: { readonly cloud: Cloud; readonly clientId: string } | null;
  readonly tenant: { readonly id: string; readonly domain: string };
  readonly user: { readonly id: string; readonly name: string };
  /** In the order in which they are written. What was not written any more is as before. */
  readonly values: readonly KeptValue[];
  /** One that was made for the device. */
  readonly appPassword: { readonly id: string; readonly name: string } | null;
  /** When it is put back, by the service itself, or by `postern undo --due` where that puts nothing back; null: it stays. */
  readonly until: number | null;
  readonly undoneAt: number | null;
}

/** `tenant`: an id or domain. */
export function isOfTenant({ tenant: { id, domain } }: KeptFix, tenant: string): boolean {
  return [id, domain].some((each) => each.toLowerCase() === tenant.toLowerCase());
}

/** Whether there still is something of it to take back: an app password does not end by itself. */
export function stands({ undoneAt, until, appPassword, apis }: KeptFix, now: number): boolean {
  return undoneAt === null && (until === null || until > now || appPassword !== null || apis !== null);
}

/** Whether it is time to take it back, which nobody else does. */
export function isDue({ undoneAt, until, apis }: KeptFix, now: number): boolean {
  return undoneAt === null && until !== null && until <= now && apis !== null;
}
