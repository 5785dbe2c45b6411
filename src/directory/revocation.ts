/** Tokens, sessions and sign-ins under way that were taken back. Pure. */

/** Whether what began at `since` is from before the moment since which its user's count; null: all count. */
export function isRevoked(since: number, tokensValidFrom: number | null): boolean {
  return tokensValidFrom !== null && since < tokensValidFrom;
}
