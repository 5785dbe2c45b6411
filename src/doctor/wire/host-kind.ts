/** What kind of host a name is, by the names that Microsoft documents or has used (MICROSOFT 365 §1.1, §8). Pure. */

export type HostKind =
  /** Client submission of Microsoft 365. */
  | 'client-submission'
  /** The mail exchanger of a tenant: Direct Send and connectors, no sign-in. */
  | 'mail-exchanger'
  /** Client submission for TLS 1.0 and 1.1, for organizations that opted in. */
  | 'legacy-submission'
  | 'high-volume'
  | 'azure-communication'
  /** Mailboxes for everybody: Outlook.com, Hotmail. */
  | 'consumer'
  /** A name of Microsoft's that is no more, or never was one for SMTP. */
  | 'retired'
  /** A service like this one, as its greeting says. */
  | 'postern'
  | 'other';

const kinds: readonly (readonly [RegExp, HostKind])[] = [
  [/^smtp\.hve\.mx\.microsoft$|^smtp-hve\.office365\.(?:com|us)$/, 'high-volume'],
  [/^smtp\.azurecomm\.net$/, 'azure-communication'],
  [/^smtp-legacy\.(?:office365\.com|partner\.outlook\.cn)$/, 'legacy-submission'],
  [/^smtp-mail\.outlook\.com$|^smtp\.live\.com$|^smtp\.outlook\.com$/, 'consumer'],
  [/^(?:smtp\.office365\.(?:com|us)|outlook\.office365\.(?:com|us)|smtp\.partner\.outlook\.cn)$/, 'client-submission'],
  [
    /\.mail\.protection\.(?:outlook\.com|partner\.outlook\.cn|office365\.us)$|\.mx\.microsoft$|\.mail\.eo\.outlook\.com$/,
    'mail-exchanger',
  ],
  [/^smtp-\w+\.outlook\.com$|^pod\d+\.outlook\.com$|^(?:imap|pop3?)[.-]\w*\.?(?:office365|outlook)\.com$/, 'retired'],
];

export function hostKindOf(host: string): HostKind {
  const name = host.toLowerCase().replace(/\.$/, '');
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

/** Its certificates are Microsoft's, issued by DigiCert or Microsoft itself (MICROSOFT 365 §1.1). */
export function isMicrosofts(kind: HostKind): boolean {
  return kind !== 'other' && kind !== 'postern';
}

/** The name says nothing, and the greeting does. */
export function kindByGreeting(kind: HostKind, greeting: string): HostKind {
  return kind === 'other' && /\bESMTP Postern\b/.test(greeting) ? 'postern' : kind;
}
