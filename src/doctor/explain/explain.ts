/** Names the cause of a failure from its text alone. Pure: text in, explanation out. */
import { redactText } from '../../observability/redact.ts';
import type { Cause } from './cause.ts';
import { clientWords } from './client-words.ts';
import { type Clue, cluesOfRules, cluesOfSlips, cluesOfStems } from './clue.ts';
import { type Context, contextOf } from './context.ts';
import { readableText } from './readable-text.ts';
import { weights } from './rule.ts';
import { fitsSmtp, type TokenClaims, tokenClaimsIn } from './token-claims.ts';

export interface Explanation {
  readonly cause: Cause;
  readonly confidence: 'certain' | 'likely' | 'possible' | 'none';
  /** The words that decided, as they stand in the text. */
  readonly evidence: readonly string[];
  /** Other causes that something in the text speaks for, the weightiest first. */
  readonly others: readonly Cause[];
  /** What the access tokens in the text say of themselves. */
  readonly tokens: readonly TokenClaims[];
  /** The server is known to be outside Microsoft's cloud: no setting of a tenant helps, whatever the cause. */
  readonly isElsewhere: boolean;
}

/** Other causes that are named. */
const maximumOthers = 5;
const maximumEvidence = 3;

export function explain(raw: string): Explanation {
  const { facts, guesses } = clientWords(raw);
  const text = readableText(facts);
  const context = contextOf(text);
  const tokens = tokenClaimsIn(text.flat);
  const clues = [...cluesOfRules(text, context), ...cluesOfTokens(tokens, context)];
  if (!clues.some(({ weight }) => weight > weights.symptom)) clues.push(...cluesOfSlips(text, context));
  if (!clues.some(({ weight }) => weight > weights.faint)) clues.push(...cluesOfStems(text, context));
  if (!clues.some(({ weight }) => weight > weights.faint)) clues.push(...cluesOfGuesses(guesses, context));
  if (context.provider === 'other') turnAway(clues);
  clues.sort((a, b) => b.weight - a.weight || b.at - a.at);
  const isElsewhere = context.provider === 'other';
  const [first] = clues;
  if (first === undefined)
    return { cause: 'unknown', confidence: 'none', evidence: [], others: [], tokens, isElsewhere };
  const evidence = clues.filter(({ cause }) => cause === first.cause).map(({ quote }) => quote);
  const others = clues.map(({ cause }) => cause).filter((cause) => cause !== first.cause && cause !== 'unknown');
  return {
    cause: first.cause,
    confidence: confidenceOf(first, clues),
    evidence: [...new Set(evidence)].slice(0, maximumEvidence).map(redactText),
    others: [...new Set(others)].slice(0, maximumOthers),
    tokens,
    isElsewhere,
  };
}

/** Switches of a tenant of Microsoft's: what is advised against them makes somebody less safe. */
const tenantSwitches: ReadonlySet<Cause> = new Set([
  'tenant-smtp-auth-disabled',
  'mailbox-smtp-auth-disabled',
  'security-defaults',
  'conditional-access-or-policy',
  'mfa-needs-app-password',
  'basic-auth-disabled-by-policy',
]);

/** Where another's server refused, no such switch is at fault, whatever its words are like. */
function turnAway(clues: Clue[]): void {
  for (const [i, clue] of clues.entries())
    if (tenantSwitches.has(clue.cause)) clues[i] = { ...clue, cause: 'other-provider' };
}

function confidenceOf(first: Clue, clues: readonly Clue[]): Explanation['confidence'] {
  if (first.cause === 'unknown') return 'none';
  const rival = clues.some(({ cause, weight }) => cause !== first.cause && weight === first.weight);
  if (first.weight >= weights.code) return rival ? 'likely' : 'certain';
  return first.weight >= weights.symptom ? 'likely' : 'possible';
}

/** What the client only guesses counts where nothing else in the text says anything. */
function cluesOfGuesses(guesses: string, context: Context): Clue[] {
  return cluesOfRules(readableText(guesses), context).map((clue) => ({ ...clue, weight: weights.faint, at: -clue.at }));
}

/** A token that Exchange could never take explains a refusal that gives no reason. */
function cluesOfTokens(tokens: readonly TokenClaims[], { flat }: Context): Clue[] {
  const token = tokens.find((each) => !fitsSmtp(each));
  if (token === undefined || !/5\.7\.3|Authentication unsuccessful/i.test(flat)) return [];
  const quote = `aud: ${token.audience}, ${token.permissions.join(' ')}`;
  return [{ cause: 'oauth-wrong-scope-or-audience', weight: weights.stated, at: 0, quote }];
}
