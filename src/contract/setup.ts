/** The set-up link of the first start, as the admin API has it. */
import { Type } from 'typebox';
import { instant, shape } from './common.ts';
import { route } from './route-contract.ts';

export const beginSetup = route('POST /setup', {
  operationId: 'beginSetup',
  summary: 'Make a new set-up link, while nobody administers the service; the one of before is good no longer',
  answer: shape('SetupLink', { url: Type.String(), endsAt: instant }),
});
