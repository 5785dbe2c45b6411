/** What was found in several ways is one finding, with all the evidence for it. Pure. */
import type { Finding } from './finding.ts';

/** A cause that stops the device is one, whatever it was seen at; notes and risks may stand more than once, each about another thing. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const each of findings) {
    const { id, severity, subject, evidence } = each;
    const key = severity === 'stops' ? id : `${id} ${subject} ${evidence.join()}`;
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? each : both(before, each));
  }
  return [...byKey.values()];
}

function both(one: Finding, other: Finding): Finding {
  const evidence = [...new Set([...one.evidence, ...other.evidence])];
  return { ...one, parameters: { ...other.parameters, ...one.parameters }, evidence };
}
