/** One request of an OAuth client to an authority of Entra's shape, and what its answer says. */
import { readBounded } from '../lib/read-bounded.ts';

/** An application at an authority. */
export interface OAuthClient {
  /** Address of the authority, without a slash at the end. */
  readonly authority: string;
  /** Its id or domain, or `organizations`. */
  readonly tenant: string;
  readonly clientId: string;
  /** How it is asked; whatever keeps an answer from coming is thrown, and goes to the caller as it is. */
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
}

export type AuthorityAnswer = Readonly<Record<string, unknown>>;

/** The authority's no, with its name and its words. */
export class AuthorityRefusal extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

/** What answered is no authority; the message says what it answered. */
export class NoAuthority extends Error {}

const answerMs = 30_000;
const maximumAnswerBytes = 256 * 1024;
/** Characters of a description that are passed on. */
const maximumDescription = 1000;

export function endpointOf({ authority, tenant }: OAuthClient, endpoint: 'devicecode' | 'token'): string {
  return `${authority}/${encodeURIComponent(tenant)}/oauth2/v2.0/${endpoint}`;
}

export async function askAuthority(
  client: OAuthClient,
  endpoint: 'devicecode' | 'token',
  form: Readonly<Record<string, string>>,
): Promise<AuthorityAnswer> {
  const response = await client.send(endpointOf(client, endpoint), {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, ...form }),
    signal: AbortSignal.timeout(answerMs),
  });
  const answer = parsed(await readBounded(response, maximumAnswerBytes).catch(() => null));
  if (response.ok && answer !== null) return answer;
  const { error, error_description: said } = answer ?? {};
  if (typeof error !== 'string') throw new NoAuthority(`answered ${response.status}`);
  // The ids and the time at its end are for the log.
  const description = (typeof said === 'string' ? said : error).split(' Correlation ID:')[0] ?? '';
  throw new AuthorityRefusal(error, description.slice(0, maximumDescription));
}

function parsed(text: string | null): AuthorityAnswer | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' ? (value as AuthorityAnswer | null) : null;
  } catch {
    return null;
  }
}

export function textIn(answer: AuthorityAnswer, name: string): string {
  const value = answer[name];
  if (typeof value === 'string') return value;
  throw new NoAuthority(`answered without ${name}`);
}

export function numberIn(answer: AuthorityAnswer, name: string, otherwise: number): number {
  const value = answer[name];
  return typeof value === 'number' && value >= 0 ? value : otherwise;
}
