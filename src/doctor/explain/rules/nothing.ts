/** Words that say no more than that it failed: rules that keep a guess from looking like an answer. */
import type { Rule } from '../rule.ts';

export const nothingRules: readonly Rule[] = [
  {
    cause: 'unknown',
    weight: 'faint',
    words: [
      'Failure sending mail',
      'could not be sent',
      'Mail could not be sent',
      'Check your mail server log',
      'No additional error message',
      'server sent an invalid reply',
      'EX_PROTOCOL',
      'Error sending email',
    ],
  },
];
