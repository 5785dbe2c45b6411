/** What is best done next, the weightiest first; what is done stays in sight. Pure. */

export interface AdviceFacts {
  /** Settings of the tenant that the person may read. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** How many are refused now, and by which gate most; null: it may not be read. */
  readonly refused: { readonly count: number; readonly gate: string | null } | null;
  /** Dead letters; null: it may not be read. */
  readonly dead: number | null;
}

export interface Advised {
  /** Its texts are `advice.{name}`, `.why` and `.do`. */
  readonly name: string;
  readonly priority: 'high' | 'medium' | 'low';
  readonly isDone: boolean;
  /** Where it is set or looked into. */
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
}

type Rule = (facts: AdviceFacts) => Advised | null;

const rules: readonly Rule[] = [
  ({ refused }) =>
    refused === null
      ? null
      : {
          name: 'refused',
          priority: 'high',
          isDone: refused.count === 0,
          path: '/sign-ins?outcome=refused',
          values: { count: refused.count },
        },
  ({ dead }) =>
    dead === null
      ? null
      : {
          name: 'dead-letters',
          priority: 'high',
          isDone: dead === 0,
          path: '/mail-flow/dead-letters',
          values: { count: dead },
        },
  ({ settings }) =>
    setting(settings, 'securityDefaults', (on) => ({
      name: 'legacy-sign-in',
      priority: 'medium',
      isDone: on === true || blocksLegacy(settings['conditionalAccessPolicies']),
      path: '/identity/properties',
    })),
  ({ settings }) =>
    setting(settings, 'smtpAuth', (state) => ({
      name: 'smtp-auth-by-mailbox',
      priority: 'medium',
      isDone: state === 'off',
      path: '/organization',
    })),
  ({ settings }) =>
    setting(settings, 'basicAuthentication', (state) => ({
      name: 'basic-authentication-ends',
      priority: 'medium',
      isDone: state === 'retired',
      path: '/doctor?way=readiness',
    })),
  ({ settings }) =>
    setting(settings, 'legacyTlsClients', (allowed) => ({
      name: 'legacy-tls',
      priority: 'low',
      isDone: allowed === false,
      path: '/organization',
    })),
  ({ settings }) =>
    setting(settings, 'administratorMfa', (state) => ({
      name: 'administrator-mfa',
      priority: 'high',
      isDone: state === 'on',
      path: '/identity/properties',
    })),
];

const order = { high: 0, medium: 1, low: 2 } as const;

export function adviceFor(facts: AdviceFacts): readonly Advised[] {
  return rules
    .map((rule) => rule(facts))
    .filter((each) => each !== null)
    .toSorted((a, b) => Number(a.isDone) - Number(b.isDone) || order[a.priority] - order[b.priority]);
}

function setting(
  settings: AdviceFacts['settings'],
  name: string,
  advised: (value: unknown) => Omit<Advised, 'values'>,
): Advised | null {
  return name in settings ? { ...advised(settings[name]), values: {} } : null;
}

/** Whether a policy in force blocks legacy authentication for all users. */
function blocksLegacy(policies: unknown): boolean {
  return (
    Array.isArray(policies) &&
    policies.some(
      (each: { state?: unknown; grant?: unknown; clientApps?: unknown; includedUsers?: unknown }) =>
        each.state === 'enabled' &&
        each.grant === 'block' &&
        Array.isArray(each.clientApps) &&
        (each.clientApps.includes('other') || each.clientApps.includes('all')) &&
        Array.isArray(each.includedUsers) &&
        each.includedUsers.includes('All'),
    )
  );
}
