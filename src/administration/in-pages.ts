/** Goes through a log page by page, so that no answer is ever whole in memory. */

/** What one page holds at the most. */
const pageSize = 500;

interface PagedQuery {
  readonly olderThan?: string;
  readonly limit: number;
}

/** All that `query` finds, newest first; whoever takes slowly is waited for between pages. */
export async function* inPages<Query extends PagedQuery, Found extends { readonly id: string }>(
  list: (query: Query) => Promise<readonly Found[]>,
  query: Query,
): AsyncGenerator<Found> {
  let page = await list({ ...query, limit: pageSize });
  while (page.length > 0) {
    yield* page;
    const last = page.at(-1);
    page =
      page.length < pageSize || last === undefined ? [] : await list({ ...query, limit: pageSize, olderThan: last.id });
  }
}
