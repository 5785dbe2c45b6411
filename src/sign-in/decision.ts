/** What `decide` answers. */
import type { ReplyName } from '../smtp/replies.ts';
import type { NamedSetting } from './controls.ts';
import type { GateName } from './gates/gate-names.ts';

/** A text to be put into a language at the edge: its key in `locales/`, and what fills it. */
export interface Message {
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** A change that opens a gate, as data: `plan` applies it to a copy of the controls and decides again. */
export type Remedy =
  | {
      readonly kind: 'set';
      readonly setting: Pick<NamedSetting, 'scope' | 'name'>;
      readonly value: unknown;
      readonly message: Message;
    }
  | { readonly kind: 'client'; readonly message: Message };

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
