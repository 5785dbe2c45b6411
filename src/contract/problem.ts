/** The one shape of a fault: RFC 9457. */
import { Type } from 'typebox';
import { shape, texts } from './common.ts';

export const problem = shape('Problem', {
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String({ description: 'What is wrong, and what to do' }),
  code: Type.Optional(Type.String({ description: 'The same for programs' })),
  anyOf: Type.Optional({ ...texts, description: 'Roles or permissions, one of which is needed' }),
});
