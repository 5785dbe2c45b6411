/** All that the doctor finds in a tenant, the weightiest first. Pure. */
import { bySeverity, type Finding, finding } from '../../findings/finding.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { applicationFindings } from './applications.ts';
import { compareWithWire } from './compare-with-wire.ts';
import { controlFindings } from './controls.ts';
import { holeFindings } from './holes.ts';
import { policyFindings } from './policies.ts';
import { logFindings } from './sign-in-log.ts';

export function findingsOfTenant(facts: TenantFacts): Finding[] {
  return bySeverity(
    merged([
      ...unknownUser(facts),
      ...controlFindings(facts),
      ...compareWithWire(facts),
      ...logFindings(facts),
      ...senderFindings(facts),
      ...applicationFindings(facts),
      ...policyFindings(facts),
      ...holeFindings(facts),
    ]),
  );
}

function unknownUser({ reading, user, sought }: TenantFacts): Finding[] {
  if (sought === null || user !== null) return [];
  const parameters = { tenant: reading.tenant.domain };
  return [finding('user-unknown', sought, { parameters, evidence: [`${sought}: not in ${reading.tenant.domain}`] })];
}

function senderFindings({ from, user }: TenantFacts): Finding[] {
  if (from === null || !from.allowed.known || from.allowed.value) return [];
  const { address, allowed } = from;
  return [
    finding('send-as-denied', user?.userPrincipalName ?? address, {
      parameters: { address },
      evidence: [allowed.evidence],
    }),
  ];
}

/** One finding for one thing about one subject, with all the evidence for it, and the greatest weight. */
function merged(findings: readonly Finding[]): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const each of findings) {
    const key = isOfItself(each) ? `${each.id} ${each.subject} ${each.evidence.join()}` : each.id;
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? each : both(before, each));
  }
  return [...byKey.values()];
}

/** Notes may stand more than once, each about another thing; a cause is one. */
function isOfItself({ severity }: Finding): boolean {
  return severity !== 'stops';
}

function both(one: Finding, other: Finding): Finding {
  const evidence = [...new Set([...one.evidence, ...other.evidence])];
  return { ...one, parameters: { ...other.parameters, ...one.parameters }, evidence };
}
