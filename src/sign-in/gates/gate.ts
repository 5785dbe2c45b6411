/** What a gate is: one reason to refuse a sign-in, with its reply, its explanation and what opens it. */
import type { TenantSettings, UserSettings } from '../../directory/settings.ts';
import type { ReplyName } from '../../smtp/replies.ts';
import type { Attempt } from '../attempt.ts';
import type { Controls, NamedSetting } from '../controls.ts';
import type { Message, Remedy, TraceEntry } from '../decision.ts';
import type { GateName } from './gate-names.ts';

/** What a gate says of an attempt. */
export type GateAnswer = Omit<TraceEntry, 'gate'>;

export interface Gate {
  readonly name: GateName;
  /** The reply of a refusal; asked only where the gate is shut. */
  reply(controls: Controls, attempt: Attempt): ReplyName;
  ask(controls: Controls, attempt: Attempt): GateAnswer;
}

/** A text by its key, and what fills it. */
export function message(key: string, parameters: Message['parameters'] = {}): Message {
  return { key, parameters };
}

export function open(because: Message, setting: NamedSetting | null = null): GateAnswer {
  return { verdict: 'open', because, setting, remedies: [] };
}

export function shut(because: Message, setting: NamedSetting | null, remedies: readonly Remedy[]): GateAnswer {
  return { verdict: 'shut', because, setting, remedies };
}

export function unknown(because: Message): GateAnswer {
  return { verdict: 'unknown', because, setting: null, remedies: [] };
}

export function notApplicable(because: Message): GateAnswer {
  return { verdict: 'not-applicable', because, setting: null, remedies: [] };
}

/** A setting of the tenant, as it is in force. */
export function tenantSetting(controls: Controls, name: keyof Controls['organization']): NamedSetting {
  return { scope: 'tenant', name, ...controls.organization[name] };
}

/** A setting of the user, as it is in force. */
export function userSetting(controls: Controls, name: Exclude<keyof Controls['user'], 'mfaMethods'>): NamedSetting {
  return { scope: 'user', name, ...controls.user[name] };
}

/** A change of a setting of the tenant. */
export function setTenant<K extends keyof TenantSettings>(name: K, value: TenantSettings[K], text: Message): Remedy {
  return { kind: 'set', setting: { scope: 'tenant', name }, value, message: text };
}

/** A change of a setting of the user. */
export function setUser<K extends keyof UserSettings>(name: K, value: UserSettings[K], text: Message): Remedy {
  return { kind: 'set', setting: { scope: 'user', name }, value, message: text };
}

/** Something to be done at the client. */
export function atClient(text: Message): Remedy {
  return { kind: 'client', message: text };
}

/** What helps against every gate that is for basic authentication only. */
export const useOAuth: Remedy = atClient(message('remedy.use-oauth'));
