/** What a client prefers of a body: `Prefer: outlook.body-content-type="text"`. Pure. */
import type { GraphCall } from '../graph-call.ts';

export function prefersText({ headers }: Pick<GraphCall, 'headers'>): boolean {
  return /(?:^|[,;\s])outlook\.body-content-type\s*=\s*"?text\b/i.test(headers['prefer'] ?? '');
}

/** RFC 7240 §3: it is told that the preference was heard. */
export function preferenceApplied(call: Pick<GraphCall, 'headers'>): Record<string, string> {
  return prefersText(call) ? { 'preference-applied': 'outlook.body-content-type="text"' } : {};
}
