/** The ways in and out. */

/** To our own pages of sign-in, and back to where the person is. */
export function goToSignIn(): void {
  const { pathname, search } = globalThis.location;
  globalThis.location.assign(`/centre/sign-in?to=${encodeURIComponent(pathname + search)}`);
}

/** Ends all that this browser holds at the service. */
export async function signOut(): Promise<void> {
  await fetch('/centre/sign-out', { method: 'POST', headers: { 'postern-presence': 'person' } });
  globalThis.location.assign('/centre/sign-in');
}
