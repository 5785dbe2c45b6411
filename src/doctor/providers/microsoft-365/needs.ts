/** What each area of the two APIs asks of whoever reads or writes it, the least first (MICROSOFT 365 §5.1, §5.2). Pure. */
import type { Hole } from '../../tenant/tenant-reading.ts';
import type { HeldToken } from './token-claims.ts';

export interface Need {
  readonly api: 'graph' | 'exchange';
  /** All of them; any token carries one as a delegated or as an application permission. */
  readonly permissions: readonly string[];
  /** What a person needs beside it, and at Exchange an application too. */
  readonly role: string;
}

function graph(role: string, ...permissions: readonly string[]): Need {
  return { api: 'graph', permissions, role };
}

function exchange(role: string): Need {
  return { api: 'exchange', permissions: ['Exchange.ManageAsApp'], role };
}

const reader = 'Security Reader or Global Reader';

export const needs = {
  organization: graph('Global Reader', 'Organization.Read.All'),
  policies: graph(reader, 'Policy.Read.All'),
  users: graph('Global Reader', 'User.Read.All'),
  memberships: graph('Global Reader', 'GroupMember.Read.All'),
  methods: graph('Authentication Administrator or Global Reader', 'UserAuthenticationMethod.Read.All'),
  signIns: graph('Reports Reader or Security Reader', 'AuditLog.Read.All'),
  applications: graph('Global Reader', 'Application.Read.All'),
  exchange: exchange('Global Reader, View-Only Organization Management or Exchange Administrator'),
  changeSecurityDefaults: graph('Security Administrator', 'Policy.Read.All', 'Policy.ReadWrite.SecurityDefaults'),
  changeConditionalAccess: graph(
    'Conditional Access Administrator',
    'Policy.Read.All',
    'Policy.ReadWrite.ConditionalAccess',
    'Application.Read.All',
  ),
  changeMultiFactor: graph('Authentication Policy Administrator', 'Policy.ReadWrite.AuthenticationMethod'),
  changeUsers: graph('User Administrator', 'User.ReadWrite.All'),
  changeExchange: exchange('Exchange Administrator'),
} as const satisfies Record<string, Need>;

/** What is missing where a call that needs `need` was refused, as it is to be granted. */
export function missing({ api, permissions, role }: Need, { byApplication, permissions: held }: HeldToken): Hole {
  const asked = api === 'exchange' && byApplication === false ? ['Exchange.Manage'] : permissions;
  const lacking = held === null ? asked : asked.filter((each) => !held.has(each.toLowerCase()));
  // An application alone needs no role at Graph.
  const needsRole = api === 'exchange' || byApplication !== true;
  const saysRole = needsRole && (api === 'exchange' || held === null || lacking.length === 0);
  const named = lacking.length === 0 && !saysRole ? asked : lacking;
  const parts = [...(named.length === 0 ? [] : [named.join(' + ')]), ...(saysRole ? [`the role ${role}`] : [])];
  return { kind: 'permission', permission: parts.join(', and ') };
}
