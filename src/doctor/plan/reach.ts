/** Whom a change reaches beside the device that it is for, counted from the tenant and its sign-in log. Pure. */
import { isBasic } from '../../sign-in/attempt.ts';
import type { RecordedAttempt } from '../providers/tenant-provider.ts';
import type { Read } from '../tenant/tenant-reading.ts';
import type { PlanStep } from './plan.ts';

/** A user at an address, as the sign-in log knows devices. */
export interface Device {
  readonly userPrincipalName: string;
  readonly address: string;
  readonly attempts: number;
  /** Of the last one. */
  readonly at: number;
  readonly outcome: RecordedAttempt['outcome'];
}

export interface StepReach {
  /** Users whose sign-in it concerns; null: that could not be counted. */
  readonly users: number | null;
  /** Those that have used it, or tried to, in the time that the log was read for; null: the log could not be read. */
  readonly devices: readonly Device[] | null;
}

/** What the sign-in log holds: of the user, under whatever name, and of everybody. */
export interface LoggedAttempts {
  readonly own: Read<readonly RecordedAttempt[]>;
  readonly all: Read<readonly RecordedAttempt[]>;
}

export function reachOf({ gate, remedy }: PlanStep, users: Read<number>, { own, all }: LoggedAttempts): StepReach {
  if (remedy.weakens !== 'organization') return { users: 1, devices: own.known ? devicesOf(own.value) : null };
  // SMTP AUTH is asked for OAuth too (M365 R3), and so is the version of TLS.
  const ofOAuth = gate === 'smtp-auth' || gate === 'tls-version';
  const concerned = ({ mechanism }: RecordedAttempt): boolean => ofOAuth || mechanism === null || isBasic(mechanism);
  return {
    users: users.known ? users.value : null,
    devices: all.known ? devicesOf(all.value.filter(concerned)) : null,
  };
}

/** The most recently seen first. */
export function devicesOf(attempts: readonly RecordedAttempt[]): Device[] {
  const devices = new Map<string, Device>();
  for (const { userPrincipalName, address, at, outcome } of attempts) {
    const key = `${userPrincipalName.toLowerCase()} ${address}`;
    const known = devices.get(key);
    const last = known === undefined || at > known.at ? { at, outcome } : known;
    devices.set(key, {
      userPrincipalName,
      address,
      attempts: (known?.attempts ?? 0) + 1,
      at: last.at,
      outcome: last.outcome,
    });
  }
  return [...devices.values()].toSorted((a, b) => b.at - a.at);
}
