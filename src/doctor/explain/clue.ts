/** What in a text speaks for a cause: rules, and what is left of their sentences where a panel cut or a person mistyped them. Pure. */
import type { Cause } from './cause.ts';
import type { Context } from './context.ts';
import { nearWords } from './near-words.ts';
import type { ReadableText } from './readable-text.ts';
import { type Rule, weights } from './rule.ts';
import { rules, stemRules } from './rules/all.ts';

export interface Clue {
  readonly cause: Cause;
  readonly weight: number;
  /** Where it stands in the text. */
  readonly at: number;
  readonly quote: string;
}

/** A rule made ready for texts of any wrapping. */
interface ReadyRule extends Rule {
  /** Lower case, without white space. */
  readonly sentences: readonly string[];
  readonly all: RegExp | null;
  /** Sentences that are a single name in capitals: a code, not to be found within or across other words. */
  readonly names: ReadonlySet<string>;
}

function madeReady(rule: Rule): ReadyRule {
  return {
    ...rule,
    sentences: (rule.words ?? []).map((each) => each.toLowerCase().replaceAll(/\s+/g, '')),
    names: new Set(
      (rule.words ?? []).filter((each) => /^[A-Z][A-Z0-9_]+$/.test(each)).map((each) => each.toLowerCase()),
    ),
    all: rule.pattern === undefined ? null : new RegExp(rule.pattern.source, `${rule.pattern.flags.replace('g', '')}g`),
  };
}

const ready = rules.map(madeReady);
const readyStems = stemRules.map(madeReady);

/** Sentences and codes. */
export function cluesOfRules(text: ReadableText, context: Context): Clue[] {
  return ready.flatMap((rule) => cluesOf(rule, text, context));
}

/** Words for a thing and for what is wrong with it, in a language whose sentences are not known. */
export function cluesOfStems(text: ReadableText, context: Context): Clue[] {
  return readyStems.flatMap((rule) => cluesOf(rule, text, context));
}

/** The last place at which the rule holds: the last error is the one that ended the attempt. */
function cluesOf(rule: ReadyRule, text: ReadableText, context: Context): Clue[] {
  if (rule.when !== undefined && !rule.when(context)) return [];
  const weight = weights[rule.weight];
  const found: Clue[] = [];
  for (const dense of rule.sentences) {
    const at = rule.names.has(dense) ? lastWord(text, dense) : text.dense.lastIndexOf(dense);
    if (at !== -1) found.push({ cause: rule.cause, weight, at, quote: text.quote(at, at + dense.length) });
    else if (rule.weight === 'stated') found.push(...clueOfCutWords(rule.cause, dense, text));
  }
  if (rule.all !== null) {
    const last = [...text.flat.matchAll(rule.all)].at(-1);
    if (last !== undefined) {
      const at = text.flat.slice(0, last.index).replaceAll(' ', '').length;
      found.push({ cause: rule.cause, weight, at, quote: last[0].trim() });
    }
  }
  return found;
}

function lastWord({ dense, isWord }: ReadableText, name: string): number {
  let at = dense.lastIndexOf(name);
  while (at !== -1 && !isWord(at, at + name.length)) at = at === 0 ? -1 : dense.lastIndexOf(name, at - 1);
  return at;
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
export function cluesOfSlips({ dense, quote }: ReadableText, context: Context): Clue[] {
  if (dense.length > maximumTyped) return [];
  let best: (Clue & { slips: number }) | null = null;
  for (const { cause, weight, sentences, when } of ready) {
    if (weight !== 'stated' || when?.(context) === false) continue;
    for (const sentence of sentences) {
      if (sentence.length < minimumCut) continue;
      const near = nearWords(dense, sentence, Math.floor(sentence.length / lettersToSlip));
      if (near === null || (best !== null && near.slips >= best.slips)) continue;
      const start = Math.max(0, near.end - sentence.length);
      best = { cause, weight: weights.symptom, at: start, quote: quote(start, near.end), slips: near.slips };
    }
  }
  return best === null ? [] : [best];
}
