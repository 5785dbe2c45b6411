/** Every rule of `postern explain`. */
import type { Rule } from '../rule.ts';
import { clientRules } from './client.ts';
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
  ...elsewhereRules,
  ...nothingRules,
];
