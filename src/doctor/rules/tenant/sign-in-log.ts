/** What the sign-in log says of the device, and what it does not say (M365 §6). Pure. */
import { causes } from '../../explain/cause.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import type { RecordedAttempt } from '../../providers/tenant-provider.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { causeOfGate } from './cause-of-gate.ts';

/** Numbers of Entra's for which a gate has more than one cause. */
const expired: ReadonlySet<number> = new Set([50_055, 50_144]);
const unknownUser = 50_034;

export function logFindings(facts: TenantFacts): Finding[] {
  const { log, user, sought, wire } = facts;
  if (log?.known !== true || (user === null && sought === null)) return [];
  const subject = user?.userPrincipalName ?? sought ?? '';
  if (log.value.length === 0) return wireRefusedSignIn(wire) ? [noRow(facts, subject)] : [];
  const newest = newestByAddress(log.value);
  const refused = newest.filter(({ outcome }) => outcome === 'refused');
  const rows = refused.map((row) => refusedRow(row, subject));
  // Entra let it in: what refuses it, refuses behind Entra.
  if (refused.length === 0 && wireRefusedSignIn(wire))
    return [finding('log-says-success', subject, { evidence: newest.slice(0, 3).map(rowInWords) })];
  return rows;
}

/** Long enough ago that the log would have it. */
function wireRefusedSignIn(wire: TenantFacts['wire']): boolean {
  if (wire?.cause === null || wire?.cause === undefined || wire.isNew === true) return false;
  return causes[wire.cause] === 'sign-in' || wire.cause === 'not-authenticated';
}

/** Before Entra is asked, or in another tenant, or by another name. */
function noRow({ logDays, wire }: TenantFacts, subject: string): Finding {
  return finding('no-sign-in-row', subject, { parameters: { days: logDays }, evidence: wire?.evidence ?? [] });
}

/** An older failure that was followed by a success is over. */
function newestByAddress(rows: readonly RecordedAttempt[]): RecordedAttempt[] {
  const newest = new Map<string, RecordedAttempt>();
  for (const row of rows) {
    const known = newest.get(row.address);
    if (known === undefined || row.at > known.at) newest.set(row.address, row);
  }
  return [...newest.values()].toSorted((a, b) => b.at - a.at);
}

function refusedRow(row: RecordedAttempt, subject: string): Finding {
  const evidence = [rowInWords(row)];
  if (row.gate === null)
    return finding('entra-refused', subject, {
      parameters: { code: row.errorCode ?? 0, address: row.address },
      evidence,
    });
  const cause = expired.has(row.errorCode ?? 0) ? 'password-expired' : causeOfGate(row.gate);
  return finding(row.errorCode === unknownUser ? 'user-unknown' : cause, subject, {
    parameters: { address: row.address },
    evidence,
  });
}

function rowInWords({ at, address, errorCode, outcome, said = '' }: RecordedAttempt): string {
  const code = errorCode === null || errorCode === 0 ? outcome : `AADSTS${errorCode}`;
  return [`${new Date(at).toISOString()} ${address} ${code}`, said].filter((part) => part !== '').join(': ');
}
