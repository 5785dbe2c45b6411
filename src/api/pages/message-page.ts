/** A page that says one thing, and asks for nothing. */
import type { FastifyReply } from 'fastify';
import { Html, html } from './html.ts';
import { type Page, sendPage } from './page.ts';
import { text } from './text.ts';

export interface Message {
  readonly title: string;
  readonly text: string;
  /** For who is asked what went wrong; null: nothing did, or the text says it all. */
  readonly number?: string | null;
  readonly status?: number;
  readonly mark?: keyof typeof marks | null;
  readonly organization?: string | null;
}

const marks = {
  good: '<path d="M7 12.5l3.5 3.5L17 9"/>',
  bad: '<path d="M12 7v6M12 16.5v.5"/>',
} as const;

function markOf(kind: keyof typeof marks): Html {
  return new Html(
    `<svg class="mark ${kind}" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="11"/>${marks[kind]}</svg>`,
  );
}

export function messagePage({ title, text: said, number = null, status = 200, mark, organization }: Message): Page {
  const shown = mark === undefined ? (status >= 400 ? 'bad' : null) : mark;
  const body = html`${shown !== null && markOf(shown)}<h1>${title}</h1><p class="lead">${said}</p>${number !== null && html`<p class="small">${text('page.error-number', { errorCode: number })}. ${text('page.not-signed-in.what-to-do')}</p>`}`;
  return { title, body, status, organization: organization ?? null };
}

/** `name`: of its texts, `page.{name}.title` and `page.{name}.text`. */
export function sendMessage(reply: FastifyReply, status: number, name: string, mark?: Message['mark']): FastifyReply {
  const message = { title: text(`page.${name}.title`), text: text(`page.${name}.text`), status };
  return sendPage(reply, messagePage(mark === undefined ? message : { ...message, mark }));
}
