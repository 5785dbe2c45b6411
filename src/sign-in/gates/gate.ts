/** What a gate is: one reason to refuse a sign-in, with its reply, its explanation and what opens it. */
import type { TenantSettings, UserSettings } from '../../directory/settings.ts';
import type { ReplyName } from '../../smtp/replies.ts';
import type { Attempt } from '../attempt.ts';
import type { Controls, NamedSetting } from '../controls.ts';
import type { Message, Remedy, SettingValue, TraceEntry, Weakens } from '../decision.ts';
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

/** The new value of a setting of the tenant. */
export function ofTenant<K extends keyof TenantSettings>(name: K, value: TenantSettings[K]): SettingValue {
  return { setting: { scope: 'tenant', name }, value };
}

/** The new value of a setting of the user. */
export function ofUser<K extends keyof UserSettings>(name: K, value: UserSettings[K]): SettingValue {
  return { setting: { scope: 'user', name }, value };
}

/** A change of settings, one or several. */
export function set(changes: SettingValue | readonly SettingValue[], weakens: Weakens, text: Message): Remedy {
  return { kind: 'set', changes: [changes].flat(), weakens, message: text };
}

/** Something to be done at the client, and what it makes of the attempt. */
export function atClient(becomes: Partial<Attempt> | null, text: Message, weakens: Weakens = 'nothing'): Remedy {
  return { kind: 'client', becomes, weakens, message: text };
}

const byToken = { kind: 'token', verdict: 'right', by: 'user' } as const;

/** The token is good. */
export const rightToken: Partial<Attempt> = { credential: byToken };

/** What helps against every gate that is for basic authentication only. */
export const useOAuth: Remedy = atClient({ mechanism: 'XOAUTH2', ...rightToken }, message('remedy.use-oauth'));
