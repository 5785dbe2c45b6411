/** What a token that we were given says of itself: it was issued to us, and is not held to anything here. Pure. */

export interface HeldToken {
  /** Null: the token cannot be read, or says nothing of it. */
  readonly tenantId: string | null;
  /** Whether an application acts on its own; null: unknown. */
  readonly byApplication: boolean | null;
  /** Permissions in it, in lower case; null: it cannot be read. */
  readonly permissions: ReadonlySet<string> | null;
}

export function heldToken(token: string): HeldToken {
  const claims = claimsOf(token);
  if (claims === null) return { tenantId: null, byApplication: null, permissions: null };
  const { tid, scp, roles } = claims;
  const delegated = typeof scp === 'string' ? scp.split(' ') : null;
  const own = Array.isArray(roles) ? roles.map(String) : [];
  return {
    tenantId: typeof tid === 'string' ? tid : null,
    byApplication: delegated === null,
    permissions: new Set((delegated ?? own).map((each) => each.toLowerCase())),
  };
}

function claimsOf(token: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    return typeof value === 'object' ? (value as Readonly<Record<string, unknown>> | null) : null;
  } catch {
    return null;
  }
}
