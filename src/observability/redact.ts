/** Takes secrets out of what is about to be written down: by the name of the field, and by what a text looks like. Pure. */

const replacement = '[redacted]';

/** Fields whose value is a secret whatever it looks like. */
const secretField =
  /pass(?:word|wd|phrase)|secret|token|authorization|cookie|verifier|assertion|credentials|storedkey|private/i;

/** A hint and a name of something secret are no secrets. */
const openField = /(?:[hH]int|Name|Id|Kind|File|Url)$/;

/** What a secret looks like within a text; the first group stays. */
const patterns: readonly RegExp[] = [
  // SASL: the initial response of AUTH; what EHLO offers are names of mechanisms, one after the other.
  /(\bAUTH +[\w-]+ +)(?!(?:LOGIN|PLAIN|XOAUTH2|OAUTHBEARER|NTLM|GSSAPI|EXTERNAL|(?:CRAM|DIGEST)-MD5|SCRAM-SHA-\d+(?:-PLUS)?)\b)[A-Za-z0-9+/=]{4,}/gi,
  // "Basic authentication is disabled" holds no secret.
  /(\b(?:Bearer|Basic) +)(?!(?:auth(?:entication|orization)?|access|SMTP|tokens?)(?![\w.~+/=-]))[\w.~+/=-]{4,}/gi,
  /(\b(?:password|passwd|pwd|client_secret|client_assertion|refresh_token|access_token|code_verifier|device_code|code)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
  // JSON Web Tokens, wherever they stand.
  /()\beyJ[\w-]{8,}\.[\w-]*\.?[\w-]*/g,
  // PEM.
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(?:-----END|$)/g,
  // Hashes of passwords.
  /(\$(?:argon2\w*|scram)[^$]*\$)\S+/gi,
];

const maximumDepth = 6;
const maximumEntries = 100;
const maximumText = 4000;

/** Without any of these there is nothing to look for: most texts are done with one look. */
const suspicious = /auth|bearer|basic|pass|pwd|secret|assertion|token|verifier|code|eyJ|PRIVATE KEY|\$/i;

/** A text without what looks like a secret, cut to a bounded length. */
export function redactText(text: string): string {
  let clean = text.length > maximumText ? `${text.slice(0, maximumText)}…` : text;
  if (!suspicious.test(clean)) return clean;
  for (const pattern of patterns) clean = clean.replace(pattern, `$1${replacement}`);
  return clean;
}

/** A copy of `value` without secrets, of bounded depth and width. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maximumDepth) return '…';
  if (Array.isArray(value)) return value.slice(0, maximumEntries).map((each) => redact(each, depth + 1));
  if (value instanceof Error) return redactError(value, depth);
  const clean: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value).slice(0, maximumEntries)) {
    const secret =
      secretField.test(name) && !openField.test(name) && typeof each !== 'number' && typeof each !== 'boolean';
    clean[name] = secret && each !== null ? replacement : redact(each, depth + 1);
  }
  return clean;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack = '', cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const parameters = 'parameters' in error ? { parameters: redact(error.parameters, depth + 1) } : {};
  return {
    name,
    ...code,
    message: redactText(message),
    ...parameters,
    stack: redactText(stack),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  };
}
