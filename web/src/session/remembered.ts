/** What the browser keeps of how a person likes the pages; nothing else is kept there. */

type Name = 'language' | 'theme' | 'navigation';

/** Null: nothing, or this browser keeps nothing. */
export function remembered(name: Name): string | null {
  try {
    return localStorage.getItem(`postern.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: Name, value: string): void {
  try {
    localStorage.setItem(`postern.${name}`, value);
  } catch {
    // A browser that keeps nothing forgets it at the next visit.
  }
}
