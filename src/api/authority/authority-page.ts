/** The authority's own pages: a title, a text, a form; no script, no style of anybody else's. */
import { escapeHtml } from './escape-html.ts';

export interface PageField {
  readonly name: string;
  readonly value: string;
  /** Null: hidden. */
  readonly label: string | null;
}

export interface AuthorityPage {
  readonly title: string;
  readonly text: string;
  readonly form?: {
    readonly method: 'get' | 'post';
    readonly action: string;
    readonly fields: readonly PageField[];
    /** Name, value and words of each button. */
    readonly buttons: readonly { readonly name?: string; readonly value?: string; readonly label: string }[];
  };
}

/** What every page says of itself: nothing may run in it, nothing may frame it, and it is shown to nobody later. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

export function authorityPage({ title, text, form }: AuthorityPage): string {
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeHtml(title)}</title></head><body><main>`,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`,
    form === undefined ? '' : formHtml(form),
    '</main></body></html>',
  ].join('\n');
}

function formHtml({ method, action, fields, buttons }: NonNullable<AuthorityPage['form']>): string {
  const inputs = fields.map(({ name, value, label }) => {
    const attributes = `name="${escapeHtml(name)}" value="${escapeHtml(value)}"`;
    return label === null
      ? `<input type="hidden" ${attributes}>`
      : `<p><label>${escapeHtml(label)} <input type="text" autocomplete="off" autofocus required ${attributes}></label></p>`;
  });
  const ends = buttons.map(({ name, value, label }) => {
    const named = name === undefined ? '' : ` name="${escapeHtml(name)}" value="${escapeHtml(value ?? '')}"`;
    return `<button type="submit"${named}>${escapeHtml(label)}</button>`;
  });
  return `<form method="${method}" action="${escapeHtml(action)}">${inputs.join('')}<p>${ends.join(' ')}</p></form>`;
}
