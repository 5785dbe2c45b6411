/** What is answered to a parameter of MAIL or RCPT that cannot be taken. */
import type { ReplyName, ReplyParameters } from '../../replies.ts';

export interface ParameterRefusal {
  readonly kind: 'malformed' | 'repeated' | 'unknown';
  readonly parameter: string;
}

export function parameterReply({ kind, parameter }: ParameterRefusal): [ReplyName, ReplyParameters] {
  if (kind === 'unknown') return ['unrecognizedParameter', { parameter }];
  return [kind === 'repeated' ? 'repeatedParameter' : 'malformedParameter', { parameter }];
}
