/** What an undo needs: the rights to each row that it would alter, whatever the change was called. Pure. */
import { type Area, areaGiving } from '../directory/access.ts';
import { isAdministratorRole } from '../directory/administrator-role.ts';
import type { AlteredRow, RowKind, RowValues } from '../directory/altered-row.ts';
import type { PermissionKind } from '../directory/permission.ts';
import { tenantSettings, userSettings } from '../directory/settings.ts';

/** One right that an undo needs. */
export interface UndoRight {
  readonly area: Area;
  readonly tenantId: string | null;
  /** Whose account it concerns; null: nobody's. */
  readonly userId: string | null;
}

/** A row that an undo would put in the place of another; null: none is there. One of the two is. */
interface Step {
  readonly from: RowValues | null;
  readonly to: RowValues | null;
  /** The one that is there. */
  readonly row: RowValues;
}

interface Rule {
  readonly areas: (step: Step) => readonly Area[];
  /** The column that says whose account it is. */
  readonly account?: string;
}

const always = (area: Area) => (): readonly Area[] => [area];

const rules: Readonly<Record<RowKind, Rule>> = {
  tenant: { areas: always('tenant') },
  user: { areas: areasOfUser, account: 'id' },
  address: { areas: always('user'), account: 'user_id' },
  setting: { areas: ({ row }) => [areaOfSetting(row)] },
  app_password: { areas: always('password'), account: 'user_id' },
  mailbox_permission: { areas: always('mailbox') },
  application: { areas: always('application') },
  application_secret: { areas: always('application') },
  application_certificate: { areas: always('application') },
  service_principal: { areas: areasOfPrincipal },
  user_consent: { areas: always('delegated-consent') },
  exchange_service_principal: { areas: always('mailbox') },
  role_assignment: { areas: ({ row }) => [areaOfRole(row)] },
  application_access_policy: { areas: always('mailbox') },
  authentication_method: { areas: always('multi-factor'), account: 'user_id' },
};

/** `tenantId`: that of the change, for rows that do not name theirs. Each right once. */
export function rightsToUndo(rows: readonly AlteredRow[], tenantId: string | null): UndoRight[] {
  const rights = rows.flatMap(({ kind, before, after }) => {
    const row = before ?? after;
    if (row === null) return [];
    const { areas, account } = rules[kind];
    const userId = kind === 'setting' ? userOfSetting(row) : account === undefined ? null : textOf(row, account);
    const of = { tenantId: tenantOf(kind, row) ?? tenantId, userId };
    return areas({ from: after, to: before, row }).map((area) => ({ area, ...of }));
  });
  return [...new Map(rights.map((right) => [JSON.stringify(right), right])).values()];
}

/** Areas that an undo can need. */
export const areasToUndo: readonly Area[] = [
  ...new Set<Area>([
    'tenant',
    'user',
    'password',
    'mailbox',
    'application',
    'consent',
    'delegated-consent',
    'role',
    'service',
    'multi-factor',
    ...[...Object.values(tenantSettings), ...Object.values(userSettings)].map(({ area }) => area),
  ]),
];

function areasOfUser({ from, to }: Step): readonly Area[] {
  if (from === null || to === null) return ['user'];
  const changed = changedColumns(from, to);
  const isPassword = changed.includes('verifiers');
  const others = !isPassword || changed.some((name) => name !== 'verifiers');
  return [...(isPassword ? (['password'] as const) : []), ...(others ? (['user'] as const) : [])];
}

/** Permissions that come back are given anew; application permissions that go are taken by whoever looks after applications. */
function areasOfPrincipal({ from, to }: Step): readonly Area[] {
  const comesBack = (kind: PermissionKind) => gained(permissionsOf(kind, from), permissionsOf(kind, to));
  const goes = (kind: PermissionKind) => gained(permissionsOf(kind, to), permissionsOf(kind, from));
  const others =
    from === null || to === null || changedColumns(from, to).some((name) => !name.endsWith('_permissions'));
  const given = [
    ...(comesBack('application') ? (['consent'] as const) : []),
    ...(comesBack('delegated') || goes('delegated') ? (['delegated-consent'] as const) : []),
  ];
  return others || goes('application') || given.length === 0 ? ['application', ...given] : given;
}

function areaOfSetting(row: RowValues): Area {
  const table: Readonly<Record<string, { readonly area: Area }>> =
    row['scope'] === 'user' ? userSettings : tenantSettings;
  // A name that this version does not know is nobody's but of whoever runs the service.
  return table[textOf(row, 'name')]?.area ?? 'service';
}

function areaOfRole(row: RowValues): Area {
  const role = textOf(row, 'role');
  return isAdministratorRole(role) ? areaGiving(role) : 'service';
}

function userOfSetting(row: RowValues): string | null {
  return row['scope'] === 'user' ? textOf(row, 'scope_id') : null;
}

function tenantOf(kind: RowKind, row: RowValues): string | null {
  if (kind === 'tenant') return textOf(row, 'id');
  if (kind === 'setting') return row['scope'] === 'tenant' ? textOf(row, 'scope_id') : null;
  return 'tenant_id' in row ? textOf(row, 'tenant_id') : null;
}

function changedColumns(from: RowValues, to: RowValues): string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((name) => from[name] !== to[name]);
}

function permissionsOf(kind: PermissionKind, row: RowValues | null): readonly string[] {
  return row === null ? [] : (JSON.parse(textOf(row, `${kind}_permissions`)) as string[]);
}

/** Whether `then` has any that `before` has not. */
function gained(before: readonly string[], then: readonly string[]): boolean {
  return then.some((each) => !before.includes(each));
}

function textOf(row: RowValues, column: string): string {
  return String(row[column] ?? '');
}
