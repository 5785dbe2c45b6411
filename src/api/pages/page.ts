/** The frame of every page, and the headers it goes out with: nothing runs in it that is not ours, and nobody frames it. */
import type { FastifyReply } from 'fastify';
import { assetPath } from './assets.ts';
import { Html, html, shownName } from './html.ts';
import { text } from './text.ts';

export interface Page {
  readonly title: string;
  /** The organization that is signed in to; null: it is not known yet. */
  readonly organization?: string | null;
  readonly body: Html;
  readonly status?: number;
  readonly wide?: boolean;
}

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  // No form-action: after a sign-in the browser is sent on to the application, and browsers hold that to it as well.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
} as const;

/** A gate, open at one side. */
const logo = new Html(
  '<svg class="logo" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false"><path d="M3 21V10a9 9 0 0 1 18 0v11h-4V10a5 5 0 0 0-10 0v11z"/><path d="M10 21v-9.5a2 2 0 0 1 4 0V21z" class="leaf"/></svg>',
);

export function pageText({ title, organization = null, body, wide }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Postern</title>
<link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assetPath('postern.css')}">
</head>
<body>
<main class="card${wide ? ' wide' : ''}">
<header>${logo}<span class="brand">${text('page.brand')}</span>${organization !== null && html`<span class="organization">${shownName(organization)}</span>`}</header>
${body}
</main>
<script src="${assetPath('webauthn.js')}" defer></script>
<script src="${assetPath('page.js')}" defer></script>
</body>
</html>`.text;
}

export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .code(page.status ?? 200)
    .headers(pageHeaders)
    .send(pageText(page));
}
