/** Every rule of `postern explain`: those of sentences and codes, and those that are asked where no sentence is known. */
import type { Rule } from '../rule.ts';
import { clientRules } from './client.ts';
import { clientCodeRules } from './client-codes.ts';
import { deliveryRules } from './delivery.ts';
import { elsewhereRules } from './elsewhere.ts';
import { entraRules } from './entra.ts';
import { graphRules } from './graph.ts';
import { networkRules } from './network.ts';
import { nothingRules } from './nothing.ts';
import { signInRules } from './sign-in.ts';
import { submissionRules } from './submission.ts';
import { tlsRules } from './tls.ts';

export const rules: readonly Rule[] = [
  ...signInRules,
  ...entraRules,
  ...submissionRules,
  ...deliveryRules,
  ...graphRules,
  ...networkRules,
  ...tlsRules,
  ...clientRules,
  ...clientCodeRules,
  ...elsewhereRules,
  ...nothingRules,
];

export { stemRules } from './stems.ts';
