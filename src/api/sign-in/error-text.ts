/** What a person reads of Entra's number; an unknown account reads like a wrong password. */
import { interactiveErrors } from '../../sign-in/interactive/decide-interactive.ts';
import { text } from '../pages/text.ts';
import type { Problem } from './views/first-factor-view.ts';

export function problemOf(errorCode: number): Problem {
  const shown = errorCode === interactiveErrors.unknownUser ? interactiveErrors.wrongPassword : errorCode;
  return { message: text(`page.error.${shown}`), errorCode: shown };
}

export const busy: Problem = { message: text('page.error.busy'), errorCode: null };
