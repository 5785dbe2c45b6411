/** English that is left on a page in Russian. */
import type { Page } from 'playwright-core';

/** Names of products and protocols, and words that stand in Russian texts as they are. */
const names = new Set(
  [
    'Postern',
    'Microsoft',
    'Exchange',
    'Online',
    'Graph',
    'PowerShell',
    'SMTP',
    'AUTH',
    'OAuth',
    'XOAUTH2',
    'LOGIN',
    'PLAIN',
    'SCRAM',
    'TLS',
    'STARTTLS',
    'MFA',
    'Entra',
    'Outlook',
    'Azure',
    'URL',
    'DNS',
    'HTTP',
    'HTTPS',
    'API',
    'PDF',
    'CSV',
    'HTML',
    'English',
    'POST',
    'PATCH',
    'sendMail',
    'Mail.Send',
    'SMTP.Send',
    'SMTP.SendAsApp',
    // What is typed into a policy for everybody and nobody.
    'All',
    'None',
  ].map((name) => name.toLowerCase()),
);

/** What is read: text, and the names and hints of controls; code, data and what is marked as another language are left out. */
const gather = `(() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches('script, style, pre, code, blockquote, textarea, [lang=en], [data-data]')) return;
    for (const name of ['aria-label', 'placeholder', 'title']) if (node.hasAttribute(name)) found.push(node.getAttribute(name));
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return found;
})()`;

/** `data`: what people and devices are called in the house, in whatever language. */
export async function englishIn(page: Page, data: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate<string[]>(gather);
  // The longest first: one may be a part of another.
  const longestFirst = data.toSorted((a, b) => b.length - a.length);
  const own = (text: string): string => longestFirst.reduce((left, each) => left.replaceAll(each, ' '), text);
  return [...new Set(texts)].filter((text) => hasEnglish(own(text)));
}

/** A word of small letters, of three at least, that is no name, no address and no id. */
function hasEnglish(text: string): boolean {
  const words = text
    .replaceAll(/\S*[@/\\_]\S*/g, ' ')
    .split(/[\s«»“”"'’()[\],;:!?…·•—–]+/)
    .map((word) => word.replace(/\.$/, ''));
  return words.some((word) => /^[A-Za-z][a-z-]{2,}$/.test(word) && !names.has(word.toLowerCase()));
}
