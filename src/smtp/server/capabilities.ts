/** The keywords of the EHLO answer, in their order. */
import type { ListenerPolicy } from './listener-policy.ts';
import type { SessionState } from './session-state.ts';

export function capabilities(
  policy: ListenerPolicy,
  state: Pick<SessionState<unknown>, 'tls'>,
  clearTextAllowed: boolean,
): string[] {
  const underTls = state.tls !== 'none';
  const keywords = [`SIZE ${policy.limits.messageBytes}`, 'PIPELINING', 'DSN', 'ENHANCEDSTATUSCODES'];
  // M365 §1.2: STARTTLS before, AUTH after, in the same place.
  if (!underTls && policy.startTls) keywords.push('STARTTLS');
  // The binding that -PLUS needs is one of TLS 1.3 (RFC 9266 §2).
  const mechanisms = policy.mechanisms.filter((name) => !name.endsWith('-PLUS') || state.tls === 'TLSv1.3');
  if ((underTls || clearTextAllowed) && mechanisms.length > 0) keywords.push(`AUTH ${mechanisms.join(' ')}`);
  keywords.push('8BITMIME', 'BINARYMIME', 'CHUNKING', 'SMTPUTF8');
  if (policy.profile === 'postern') {
    // RFC 8689 §3: only where TLS is on already.
    if (underTls) keywords.push('REQUIRETLS');
    keywords.push(`LIMITS RCPTMAX=${policy.limits.recipients}`, 'HELP');
  }
  return keywords;
}
