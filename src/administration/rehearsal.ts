/**
 * The use cases over stores that write nothing (`-WhatIf`): whoever asks is held to the same rules, meets the same refusals, and
 * changes nothing.
 */
import { type Administration, type AdministrationStores, createAdministration } from './administration.ts';
import type { EntryParts } from './permit.ts';

/** What a write answers that was only rehearsed. A write that is not here cannot be rehearsed. */
const pretended: Readonly<Record<string, unknown>> = {
  changeSettings: 'changed',
  setMailboxPermission: undefined,
  addExchangeServicePrincipal: 'added',
  updateExchangeServicePrincipal: undefined,
  removeExchangeServicePrincipal: undefined,
  addAccessPolicies: 'added',
  describeAccessPolicy: undefined,
  removeAccessPolicy: undefined,
};

export function createRehearsal(stores: AdministrationStores, parts: EntryParts): Administration {
  const silent = Object.entries(stores).map(([name, store]) => [name, withoutWriting(store as object)]);
  return createAdministration(Object.fromEntries(silent) as AdministrationStores, parts);
}

/** Every write of a store takes the head of its entry in the audit log: by that it is known. */
function withoutWriting<T extends object>(store: T): T {
  return new Proxy(store, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        if (!given.some(isEntry)) return Reflect.apply(member, target, given);
        const method = String(name);
        if (!(method in pretended)) throw new Error(`${method} cannot be rehearsed`);
        return pretended[method];
      };
    },
  });
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'action' in value && 'correlationId' in value;
}
