/** Names the cause of a failure from its text alone. Pure: text in, explanation out. */
import { redactText } from '../../observability/redact.ts';
import type { Cause } from './cause.ts';
import { type Context, contextOf } from './context.ts';
import { nearWords } from './near-words.ts';
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
  const exact = [...rules.flatMap((rule) => cluesOf(rule, text, context)), ...cluesOfTokens(tokens, context)];
  const isDecided = exact.some(({ weight }) => weight > weights.symptom);
  const clues = [...exact, ...(isDecided ? [] : cluesOfSlips(text, context))].sort(
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

/** Characters of a sentence, white space aside, that a panel has to leave for it to be known. */
const minimumCut = 22;
/** Where a cut sentence is looked for: at the end of the text. */
const maximumTail = 200;

/** A panel or a log column that ends within the sentence: what is left of it. */
function clueOfCutWords(cause: Cause, words: string, { dense, quote }: ReadableText): Clue[] {
  const tail = dense.slice(-maximumTail).replace(/(?:\(truncated)?[.…"'\])}>]*$/, '');
  const at = tail.lastIndexOf(words.slice(0, minimumCut));
  if (words.length < minimumCut || at === -1 || !words.startsWith(tail.slice(at))) return [];
  const start = Math.max(0, dense.length - maximumTail) + at;
  return [{ cause, weight: weights.code, at: start, quote: quote(start, start + tail.length - at) }];
}

/** Characters, white space aside, of a text that a person may have typed. */
const maximumTyped = 600;
/** One slip for so many letters of a sentence. */
const lettersToSlip = 8;

/** The sentence that a text typed by hand comes nearest to. */
function cluesOfSlips({ dense, quote }: ReadableText, context: Context): Clue[] {
  if (dense.length > maximumTyped) return [];
  let best: (Clue & { slips: number }) | null = null;
  for (const { cause, weight, words = [], when } of rules) {
    if (weight !== 'stated' || when?.(context) === false) continue;
    for (const each of words) {
      const sentence = each.toLowerCase().replaceAll(/\s+/g, '');
      if (sentence.length < minimumCut) continue;
      const near = nearWords(dense, sentence, Math.floor(sentence.length / lettersToSlip));
      if (near === null || (best !== null && near.slips >= best.slips)) continue;
      const start = Math.max(0, near.end - sentence.length);
      best = { cause, weight: weights.symptom, at: start, quote: quote(start, near.end), slips: near.slips };
    }
  }
  return best === null ? [] : [best];
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
    else if (rule.weight === 'stated') found.push(...clueOfCutWords(rule.cause, dense, text));
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
