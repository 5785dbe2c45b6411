/** What could not be read, with what it would take: grouped, so that one permission is named once. Pure. */
import { type Finding, finding } from '../../findings/finding.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { controlsOf, type Hole, type Read } from '../../tenant/tenant-reading.ts';

interface Gap {
  /** What is not known, by the name of the setting or of the list. */
  readonly what: string;
  readonly because: Hole;
}

export function holeFindings(facts: TenantFacts): Finding[] {
  const gaps = gapsOf(facts);
  const subject = facts.reading.tenant.domain;
  const permissions = grouped(gaps, (hole) => (hole.kind === 'permission' ? hole.permission : null));
  const failures = grouped(gaps, (hole) => (hole.kind === 'failed' ? hole.detail : null));
  const untold = gaps.filter(({ because }) => because.kind === 'not-offered').map(({ what }) => what);
  return [
    ...permissions.map(([permission, what]) =>
      finding('permission-missing', subject, { parameters: { permission, what: what.join(', ') } }),
    ),
    ...failures.map(([detail, what]) =>
      finding('reading-failed', subject, { parameters: { what: what.join(', ') }, evidence: [detail] }),
    ),
    ...(untold.length === 0 ? [] : [finding('control-not-told', subject, { parameters: { what: untold.join(', ') } })]),
  ];
}

/** All that is assumed, and the lists that could not be read. */
function gapsOf({ reading, user, sought, log, applications, from }: TenantFacts): Gap[] {
  const { assumed } = controlsOf(reading, user, sought ?? '');
  const lists: [string, Read<unknown> | null | undefined][] = [
    ['sign-in log', log],
    ['applications', applications],
    ['groups of the user', user?.memberOf],
    ['Send As', from?.allowed],
  ];
  const ofApplications = applications?.known === true ? applications.value : [];
  for (const { displayName, credentials, inExchange, fullAccess, accessPolicy } of ofApplications)
    lists.push(
      [`secrets of ${displayName}`, credentials],
      ['service principals of Exchange', inExchange],
      ['mailbox permissions', fullAccess],
      ['application access policies', accessPolicy],
    );
  return [
    ...assumed.map(({ name, because }) => ({ what: name, because })),
    ...lists.flatMap(([what, read]) => (read?.known === false ? [{ what, because: read.because }] : [])),
  ];
}

/** Which things are not known for one reason. */
function grouped(gaps: readonly Gap[], reasonOf: (hole: Hole) => string | null): [string, string[]][] {
  const groups = new Map<string, Set<string>>();
  for (const { what, because } of gaps) {
    const reason = reasonOf(because);
    if (reason === null) continue;
    groups.set(reason, (groups.get(reason) ?? new Set()).add(what));
  }
  return [...groups].map(([reason, what]) => [reason, [...what]]);
}
