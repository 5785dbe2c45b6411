/** What Microsoft has announced for SMTP AUTH with a password, as data (MICROSOFT 365 §8, §9). Pure. */
import type { SettingValue } from '../../sign-in/decision.ts';

export interface RetirementDate {
  /** Its text stands in `locales/` under `date.ID`. */
  readonly id: string;
  /** As far as it is announced: a day, a month, or a half of a year. */
  readonly on: string;
  /** The last moment of it, to reckon with. */
  readonly at: number;
  /** Where it was announced. */
  readonly source: string;
  /** What becomes of a tenant that does nothing, as a change of its settings; null: nothing that decides a sign-in here. */
  readonly change: SettingValue | null;
}

const retired: SettingValue = { setting: { scope: 'tenant', name: 'basicAuthentication' }, value: 'retired' };
/** And the Exchange blog, "Updated Exchange Online SMTP AUTH Basic Authentication Deprecation Timeline". */
const announced = 'MC786329, 27 January 2026';

export const retirementDates: readonly RetirementDate[] = [
  { id: 'basic-off-by-default', on: '2026-12-31', at: Date.UTC(2027, 0, 1), source: announced, change: retired },
  {
    id: 'basic-unavailable-in-new-tenants',
    on: '2027-01-01',
    at: Date.UTC(2027, 0, 1),
    source: announced,
    change: null,
  },
  { id: 'basic-final-date-announced', on: '2027-H2', at: Date.UTC(2028, 0, 1), source: announced, change: null },
  { id: 'high-volume-basic-ends', on: '2028-09', at: Date.UTC(2028, 9, 1), source: 'MC1243552', change: null },
];

/** Those that a change of settings stands for. */
export function plannedChange(id: string): SettingValue | null {
  return retirementDates.find((each) => each.id === id)?.change ?? null;
}
