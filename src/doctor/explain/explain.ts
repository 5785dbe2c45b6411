/** Names the cause of a failure from its text alone. Pure: text in, explanation out. */
import { redactText } from '../../observability/redact.ts';
import type { Cause } from './cause.ts';
import { type Context, contextOf } from './context.ts';
import { type ReadableText, readableText } from './readable-text.ts';
import { type Rule, weights } from './rule.ts';
import { rules } from './rules/all.ts';
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
}

interface Clue {
  readonly cause: Cause;
  readonly weight: number;
  readonly at: number;
  readonly quote: string;
}

/** Other causes that are named. */
const maximumOthers = 5;
const maximumEvidence = 3;

export function explain(raw: string): Explanation {
  const text = readableText(raw);
  const context = contextOf(text);
  const tokens = tokenClaimsIn(text.flat);
  const clues = [...rules.flatMap((rule) => cluesOf(rule, text, context)), ...cluesOfTokens(tokens, context)].sort(
    (a, b) => b.weight - a.weight || b.at - a.at,
  );
  const [first] = clues;
  if (first === undefined) return { cause: 'unknown', confidence: 'none', evidence: [], others: [], tokens };
  const evidence = clues.filter(({ cause }) => cause === first.cause).map(({ quote }) => quote);
  const others = clues.map(({ cause }) => cause).filter((cause) => cause !== first.cause && cause !== 'unknown');
  return {
    cause: first.cause,
    confidence: confidenceOf(first, clues),
    evidence: [...new Set(evidence)].slice(0, maximumEvidence).map(redactText),
    others: [...new Set(others)].slice(0, maximumOthers),
    tokens,
  };
}

function confidenceOf(first: Clue, clues: readonly Clue[]): Explanation['confidence'] {
  if (first.cause === 'unknown') return 'none';
  const rival = clues.some(({ cause, weight }) => cause !== first.cause && weight === first.weight);
  if (first.weight >= weights.code) return rival ? 'likely' : 'certain';
  return first.weight >= weights.symptom ? 'likely' : 'possible';
}

/** A token that Exchange could never take explains a refusal that gives no reason. */
function cluesOfTokens(tokens: readonly TokenClaims[], { flat }: Context): Clue[] {
  const token = tokens.find((each) => !fitsSmtp(each));
  if (token === undefined || !/5\.7\.3|Authentication unsuccessful/i.test(flat)) return [];
  const quote = `aud: ${token.audience}, ${token.permissions.join(' ')}`;
  return [{ cause: 'oauth-wrong-scope-or-audience', weight: weights.stated, at: 0, quote }];
}

/** The last place at which the rule holds: the last error is the one that ended the attempt. */
function cluesOf(rule: Rule, text: ReadableText, context: Context): Clue[] {
  if (rule.when !== undefined && !rule.when(context)) return [];
  const weight = weights[rule.weight];
  const found: Clue[] = [];
  for (const words of rule.words ?? []) {
    const dense = words.toLowerCase().replaceAll(/\s+/g, '');
    const at = text.dense.lastIndexOf(dense);
    if (at !== -1) found.push({ cause: rule.cause, weight, at, quote: text.quote(at, at + dense.length) });
  }
  if (rule.pattern !== undefined) {
    const all = new RegExp(rule.pattern.source, `${rule.pattern.flags.replace('g', '')}g`);
    const last = [...text.flat.matchAll(all)].at(-1);
    if (last !== undefined) {
      const at = text.flat.slice(0, last.index).replaceAll(' ', '').length;
      found.push({ cause: rule.cause, weight, at, quote: last[0].trim() });
    }
  }
  return found;
}
