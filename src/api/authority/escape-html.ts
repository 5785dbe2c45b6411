/** Makes text safe to stand in HTML, in an attribute too. Pure. */

export function escapeHtml(text: string): string {
  return text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
