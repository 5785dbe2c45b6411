/** Around the gates: what will stop it next, what cannot be foreseen, and what people take for something else. Pure. */
import type { ConditionalAccessPolicy } from '../../../directory/conditional-access-policy.ts';
import { resources } from '../../../directory/permission.ts';
import { isBasic } from '../../../sign-in/attempt.ts';
import { judgeAccess } from '../../../sign-in/conditional-access.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { controlsOf } from '../../tenant/tenant-reading.ts';

export function policyFindings(facts: TenantFacts): Finding[] {
  return [...reportOnly(facts), ...unforeseen(facts), ...bothAtOnce(facts), ...legacyTls(facts), ...inheriting(facts)];
}

/** Written down with each sign-in, and refusing nobody until somebody turns it on. */
function reportOnly({ reading, user, sought, attempt }: TenantFacts): Finding[] {
  if (user === null || !isBasic(attempt.mechanism)) return [];
  const { controls } = controlsOf(reading, user, sought ?? '');
  const { conditionalAccessPolicies: policies, namedLocations } = controls.organization;
  const { reporting } = judgeAccess(policies.value, namedLocations.value, {
    userId: controls.userId,
    userPrincipalName: controls.userPrincipalName,
    memberOf: controls.memberOf ?? [],
    clientApp: 'other',
    application: resources.exchange.appId,
    address: attempt.address,
  });
  if (reporting === null) return [];
  const parameters = { policy: reporting.name };
  return [
    finding('policy-report-only', reading.tenant.domain, {
      parameters,
      evidence: [`${reporting.name}: ${reporting.state}`],
    }),
  ];
}

function unforeseen({ reading, attempt }: TenantFacts): Finding[] {
  if (!isBasic(attempt.mechanism)) return [];
  const { conditionalAccessPolicies: policies } = reading.controls;
  // Nobody has said from where the device signs in, and the sign-in log does not know.
  const placed = attempt.address === '' && policies.known ? policies.value.filter(namesPlaces) : [];
  const all = [
    ...(reading.unforeseen ?? []),
    ...placed.map(({ name }) => ({ policy: name, conditions: ['--address'] })),
  ];
  return all.map(({ policy, conditions }) =>
    finding('policy-not-foreseen', reading.tenant.domain, {
      parameters: { policy, conditions: conditions.join(', ') },
      evidence: [`${policy}: ${conditions.join(', ')}`],
    }),
  );
}

function namesPlaces({ state, includedLocations, excludedLocations }: ConditionalAccessPolicy): boolean {
  return state === 'enabled' && (excludedLocations.length > 0 || includedLocations.some((each) => each !== 'All'));
}

/** In practice one excludes the other (M365 R7); with both on, turning off one alone changes nothing. */
function bothAtOnce({ reading }: TenantFacts): Finding[] {
  const { securityDefaults, conditionalAccessPolicies: policies } = reading.controls;
  if (!securityDefaults.known || !policies.known || !securityDefaults.value) return [];
  const enabled = policies.value.filter(({ state }) => state === 'enabled');
  if (enabled.length === 0) return [];
  const evidence = [securityDefaults.evidence, ...enabled.map(({ name }) => `${name}: enabled`)];
  return [finding('security-defaults-beside-policies', reading.tenant.domain, { evidence })];
}

function legacyTls({ reading }: TenantFacts): Finding[] {
  const { legacyTlsClients } = reading.controls;
  if (!legacyTlsClients.known || !legacyTlsClients.value) return [];
  return [finding('legacy-tls-allowed', reading.tenant.domain, { evidence: [legacyTlsClients.evidence] })];
}

/** M365 §5.3: whoever lists the mailboxes with SMTP AUTH on misses it, and turning the organization off stops it. */
function inheriting({ reading, user }: TenantFacts): Finding[] {
  const [mailbox, organization] = [user?.controls.mailboxSmtpAuth, reading.controls.smtpAuth];
  if (mailbox?.known !== true || !organization.known) return [];
  if (mailbox.value !== 'inherit' || organization.value !== 'on') return [];
  const evidence = [mailbox.evidence, organization.evidence];
  return [finding('mailbox-inherits', user?.userPrincipalName ?? '', { evidence })];
}
