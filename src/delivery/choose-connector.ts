/** Which connector serves a recipient. Pure. */

export interface Route {
  readonly name: string;
  /** Recipient domains, lower case; empty: all. */
  readonly domains: readonly string[];
}

/** The first route that serves the address's domain; null: none does. */
export function chooseConnector<R extends Route>(routes: readonly R[], address: string): R | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return routes.find(({ domains }) => domains.length === 0 || domains.includes(domain)) ?? null;
}
