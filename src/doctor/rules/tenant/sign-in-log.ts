/** What the sign-in log says of the device, and what it does not say (M365 §6). Pure. */
import { decide } from '../../../sign-in/decide.ts';
import type { TraceEntry } from '../../../sign-in/decision.ts';
import { causes } from '../../explain/cause.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import { attemptOfRecord } from '../../plan/attempt-of-record.ts';
import type { RecordedAttempt } from '../../providers/tenant-provider.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { controlsOf } from '../../tenant/tenant-reading.ts';
import { findingOfGate } from './cause-of-gate.ts';
import { evidenceOf, notOfSettings, readsOf, settingsOf } from './controls.ts';

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
  const rows = refused.map((row) => refusedRow(row, facts, subject));
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

function refusedRow(row: RecordedAttempt, facts: TenantFacts, subject: string): Finding {
  const evidence = [rowInWords(row)];
  const { gate, address, errorCode } = row;
  if (gate === null)
    return finding('entra-refused', subject, { parameters: { code: errorCode ?? 0, address }, evidence });
  const present = presentGate(row, facts);
  if (present !== null && present.verdict !== 'shut') return overtaken(row, present, facts, subject);
  const id = expired.has(errorCode ?? 0) ? 'password-expired' : findingOfGate(gate, present?.because.key);
  const parameters = { ...present?.because.parameters, address };
  return finding(errorCode === unknownUser ? 'user-unknown' : id, subject, { parameters, evidence });
}

/** What the gate of a row says to the same attempt now; null: settings do not decide it, or what decides it was not read. */
function presentGate(row: RecordedAttempt, facts: TenantFacts): TraceEntry | null {
  const { reading, user, sought } = facts;
  if (row.gate === null || user === null || notOfSettings.has(row.gate)) return null;
  const { controls, assumed } = controlsOf(reading, user, sought ?? '');
  const entry = decide(controls, attemptOfRecord(row).attempt).trace.find(({ gate }) => gate === row.gate);
  if (entry === undefined || entry.verdict === 'unknown') return null;
  const deciding = settingsOf(entry);
  if (assumed.some(({ name }) => deciding.includes(name))) return null;
  // What a policy turns on that only a sign-in shows may have been the reason.
  const isForeseen = row.gate !== 'conditional-access' || (reading.unforeseen ?? []).length === 0;
  return isForeseen ? entry : null;
}

/** The log has the refusal, and the settings the change: the newer one holds. */
function overtaken(row: RecordedAttempt, entry: TraceEntry, facts: TenantFacts, subject: string): Finding {
  const changes = readsOf(entry, facts).flatMap(({ setAt, setBy }) =>
    setAt !== null && setAt > row.at ? [`${new Date(setAt).toISOString()} ${setBy ?? ''}`.trim()] : [],
  );
  return finding('refused-before-change', subject, {
    severity: changes.length > 0 ? 'note' : 'risk',
    parameters: { at: new Date(row.at).toISOString(), address: row.address, gate: entry.gate },
    evidence: [rowInWords(row), ...evidenceOf(facts, entry), ...changes],
  });
}

function rowInWords({ at, address, errorCode, outcome, said = '' }: RecordedAttempt): string {
  const code = errorCode === null || errorCode === 0 ? outcome : `AADSTS${errorCode}`;
  return [`${new Date(at).toISOString()} ${address} ${code}`, said].filter((part) => part !== '').join(': ');
}
