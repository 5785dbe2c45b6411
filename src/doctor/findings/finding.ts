/** What the doctor has found: plain data, whose words stand in `locales/` and whose advice stands in the tables. Pure. */
import { type Cause, causes } from '../explain/cause.ts';
import { type NoteId, notes } from './finding-table.ts';

/** A cause that keeps mail from being sent, or a note: anything else that is worth knowing. */
export type FindingId = Cause | NoteId;

/**
 * How much it matters.
 *
 * - `stops`: this alone keeps the device from sending.
 * - `risk`: it will stop it, or it weakens something.
 * - `note`: good to know.
 */
export type Severity = 'stops' | 'risk' | 'note';

export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** What it is about: a host and port, a tenant's domain, a user. */
  readonly subject: string;
  /** Fill the text of `finding.ID.*` (a cause: `cause.ID.*`). */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** What was seen, redacted: a reply, a property of an API with its value, a row of the sign-in log. */
  readonly evidence: readonly string[];
}

type Seen = Partial<Pick<Finding, 'severity' | 'parameters' | 'evidence'>>;

export function isCause(id: FindingId): id is Cause {
  return id in causes;
}

/** A finding of the table's severity (a cause stops), unless another is given. */
export function finding(
  id: FindingId,
  subject: string,
  { severity, parameters = {}, evidence = [] }: Seen = {},
): Finding {
  return { id, severity: severity ?? (isCause(id) ? 'stops' : notes[id].severity), subject, parameters, evidence };
}

const order: readonly Severity[] = ['stops', 'risk', 'note'];

/** The weightiest first; those of one weight stay as they came, which is the order of the way. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
