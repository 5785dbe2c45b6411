/** The name of an authentication policy, however Exchange refers to it: by name, by path, or as its directory does. Pure. */

/** Null: none is named. */
export function policyName(reference: string | null): string | null {
  if (reference === null || reference.trim() === '') return null;
  const [, commonName] = /^CN=((?:\\.|[^,\\])+)/i.exec(reference) ?? [];
  if (commonName !== undefined) return commonName.replaceAll(/\\(.)/g, '$1');
  return reference.slice(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf('\\')) + 1);
}
