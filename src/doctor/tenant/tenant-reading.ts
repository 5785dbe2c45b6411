/** What could be read of a tenant and a user, through whatever API, and the controls that come of it. Pure. */
import type { AuthenticationMethodKind } from '../../directory/authentication-method.ts';
import { type InForce, type SendingRestriction, tenantSettings, userSettings } from '../../directory/settings.ts';
import type { Controls, NamedSetting } from '../../sign-in/controls.ts';

/** One thing as it could be read. */
export type Read<T> =
  | {
      readonly known: true;
      readonly value: T;
      /** Where it was seen: a property of an API with its value, for people. Holds no secret. */
      readonly evidence: string;
      /** Null: nobody, or the API does not tell. */
      readonly setBy: string | null;
      /** Milliseconds since 1970, UTC. */
      readonly setAt: number | null;
    }
  | { readonly known: false; readonly because: Hole };

/** Why something could not be read or written. */
export type Hole =
  /** As it is to be granted: `Policy.Read.All`. */
  | { readonly kind: 'permission'; readonly permission: string }
  /** This service or licence has no such thing. */
  | { readonly kind: 'not-offered' }
  /** After the retries; redacted. */
  | { readonly kind: 'failed'; readonly detail: string };

type ReadOf<S> = { readonly [K in keyof S]: S[K] extends InForce<infer Value> ? Read<Value> : never };

export interface TenantReading {
  readonly tenant: { readonly id: string; readonly domain: string; readonly displayName: string };
  readonly controls: ReadOf<Controls['organization']>;
  /** How many there are. */
  readonly users: Read<number>;
  /** Conditional Access policies that turn on what only a sign-in itself shows: they are not among the controls. */
  readonly unforeseen?: readonly { readonly policy: string; readonly conditions: readonly string[] }[];
}

export interface UserReading {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly controls: ReadOf<Omit<Controls['user'], 'mfaMethods'>> & {
    readonly mfaMethods: Read<readonly AuthenticationMethodKind[]>;
    /** Why the mailbox may not send once it has signed in; left out where no API tells. */
    readonly sendingRestriction?: Read<SendingRestriction | null>;
  };
  /** Other addresses that the user may send as. */
  readonly sendAs: Read<readonly string[]>;
  /** Ids of groups and roles that they belong to, by which policies may name them. */
  readonly memberOf?: Read<readonly string[]>;
}

/** A control that is not known, and stands at its default for that. */
export interface AssumedControl {
  readonly scope: NamedSetting['scope'];
  readonly name: NamedSetting['name'] | 'mfaMethods';
  readonly because: Hole;
}

/** What only a Postern has, and nobody misses elsewhere. */
const ownOfPostern: ReadonlySet<string> = new Set(['simulatedFailure', 'retiredReply']);

/** What was read as controls; `user` null: nobody has the name `sought`. */
export function controlsOf(
  { tenant, controls: organization }: TenantReading,
  user: UserReading | null,
  sought = '',
): { readonly controls: Controls; readonly assumed: readonly AssumedControl[] } {
  const assumed: AssumedControl[] = [];
  const { mfaMethods, ...settings } = user?.controls ?? {};
  if (mfaMethods?.known === false) assumed.push({ scope: 'user', name: 'mfaMethods', because: mfaMethods.because });
  const controls = {
    account: user === null ? 'unknown' : 'known',
    tenant: tenant.domain,
    userId: user?.id ?? '',
    userPrincipalName: user?.userPrincipalName ?? sought,
    memberOf: user?.memberOf?.known === true ? user.memberOf.value : [],
    organization: inForce('tenant', tenantSettings, organization, assumed),
    user: {
      ...inForce('user', userSettings, settings, assumed),
      mfaMethods: mfaMethods?.known === true ? mfaMethods.value : [],
    },
  };
  return { controls: controls as unknown as Controls, assumed };
}

/** The controls of one half; what was not read is at its default. */
function inForce(
  scope: NamedSetting['scope'],
  table: Readonly<Record<string, { readonly default: unknown }>>,
  read: Readonly<Record<string, Read<unknown>>>,
  assumed: AssumedControl[],
): Record<string, InForce<unknown>> {
  const controls: Record<string, InForce<unknown>> = {};
  for (const [name, { default: value }] of Object.entries(table)) {
    const found = read[name];
    if (found?.known === true) {
      controls[name] = { value: found.value, setBy: found.setBy, setAt: found.setAt };
      continue;
    }
    controls[name] = { value, setBy: null, setAt: null };
    const isMissed = found?.because.kind !== 'not-offered' || !ownOfPostern.has(name);
    if (found !== undefined && isMissed)
      assumed.push({ scope, name: name as NamedSetting['name'], because: found.because });
  }
  return controls;
}
