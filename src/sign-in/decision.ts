/** What `decide` answers. */
import type { ReplyName } from '../smtp/replies.ts';
import type { Attempt } from './attempt.ts';
import type { NamedSetting } from './controls.ts';
import type { GateName } from './gates/gate-names.ts';

/** A text to be put into a language at the edge: its key in `locales/`, and what fills it. */
export interface Message {
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Whom a change makes less safe, from nobody to everybody. */
export type Weakens = 'nothing' | 'mailbox' | 'user' | 'organization';

/** The new value of one setting. */
export interface SettingValue {
  readonly setting: Pick<NamedSetting, 'scope' | 'name'>;
  readonly value: unknown;
}

/** What opens a gate, as data: the doctor's plan applies it to a copy and decides again. */
export type Remedy =
  /** Settings, to be changed in this order. */
  | {
      readonly kind: 'set';
      readonly changes: readonly SettingValue[];
      readonly weakens: Weakens;
      readonly message: Message;
    }
  /** Something to be done at the client. `becomes`: what of the attempt is different then; null: it is another attempt. */
  | {
      readonly kind: 'client';
      readonly becomes: Partial<Attempt> | null;
      readonly weakens: Weakens;
      readonly message: Message;
    };

/** What one gate said. */
export interface TraceEntry {
  readonly gate: GateName;
  /** `unknown`: it could not be asked, because an earlier gate kept the credential from being checked. */
  readonly verdict: 'open' | 'shut' | 'not-applicable' | 'unknown';
  readonly because: Message;
  /** The setting that made it so, where there is one. */
  readonly setting: NamedSetting | null;
  /** What opens it; empty where it is not shut. */
  readonly remedies: readonly Remedy[];
}

/** Every gate, in the order in which they were asked. */
export type Trace = readonly TraceEntry[];

export type Decision =
  | { readonly allowed: true; readonly trace: Trace }
  | { readonly allowed: false; readonly gate: GateName; readonly reply: ReplyName; readonly trace: Trace };
