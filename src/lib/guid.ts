/** The form of the ids of Entra's objects, and of correlation ids. Pure. */

const form = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** In either case of letters. */
export function isGuid(text: string): boolean {
  return form.test(text);
}
