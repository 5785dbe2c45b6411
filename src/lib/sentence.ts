/** A text of ours as a sentence of its own, for readers who expect one. Pure. */

export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
