/** What the doctor finds and advises, as the admin API has it: names whose words stand in `locales/`. */
import { Type } from 'typebox';
import { oneOf, orNull, shape, texts } from './common.ts';

export const weakens = oneOf('nothing', 'mailbox', 'user', 'organization');

const key = (description: string) => Type.String({ description });

const step = shape('AdvisedStep', {
  name: Type.String(),
  text: key('Key of what is to be done'),
  weakens,
  harm: orNull(key('Key of what it weakens; null: nothing')),
  portal: orNull(key('Key of the clicks')),
  powershell: texts,
  graph: { ...texts, description: 'Method, address and body of Microsoft Graph' },
  postern: { ...texts, description: 'Commands' },
});

export const advice = shape('Advice', {
  words: key('Before `.title`, `.meaning` and, where there is one, `.not`: what it is not'),
  parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
    description: 'They fill every text of the advice',
  }),
  steps: { ...Type.Array(step), description: 'In order: the first that applies is enough' },
  checks: { ...Type.Array(step), description: 'What to look at where it is not decided' },
  alternative: orNull(key('Key of the way that weakens nothing')),
  sources: Type.Array(shape('Source', { title: Type.String(), url: Type.String() })),
});

export const finding = shape('Finding', {
  id: Type.String(),
  severity: oneOf('stops', 'risk', 'note'),
  subject: Type.String(),
  evidence: texts,
  advice,
});

/** Why something could not be read. */
export const hole = Type.Union([
  shape('PermissionHole', { kind: Type.Literal('permission'), permission: Type.String() }),
  shape('NotOfferedHole', { kind: Type.Literal('not-offered') }),
  shape('FailedHole', { kind: Type.Literal('failed'), detail: Type.String() }),
]);
