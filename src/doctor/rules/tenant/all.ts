/** All that the doctor finds in a tenant, the weightiest first. Pure. */
import { replies } from '../../../smtp/replies.ts';
import { bySeverity, type Finding, finding } from '../../findings/finding.ts';
import { mergeFindings } from '../../findings/merge-findings.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { applicationFindings } from './applications.ts';
import { compareWithWire } from './compare-with-wire.ts';
import { controlFindings } from './controls.ts';
import { holeFindings } from './holes.ts';
import { policyFindings } from './policies.ts';
import { logFindings } from './sign-in-log.ts';

export function findingsOfTenant(facts: TenantFacts): Finding[] {
  return bySeverity(
    mergeFindings([
      ...unknownUser(facts),
      ...controlFindings(facts),
      ...compareWithWire(facts),
      ...logFindings(facts),
      ...restrictionFindings(facts),
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

/** The sign-in may succeed, and no message is taken. */
function restrictionFindings({ user }: TenantFacts): Finding[] {
  const restriction = user?.controls.sendingRestriction;
  if (user === null || restriction?.known !== true || restriction.value === null) return [];
  const { code, enhanced, text } = replies[restriction.value];
  return [
    finding('sending-restricted', user.userPrincipalName, {
      parameters: { reply: `${code} ${enhanced} ${text}` },
      evidence: [restriction.evidence],
    }),
  ];
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
