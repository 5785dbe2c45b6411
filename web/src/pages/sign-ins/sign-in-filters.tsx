/** What the sign-in log is looked through by. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { gateNames } from '../../../../src/contract/words.ts';
import { FilterBar } from '../../components/filter-bar.tsx';
import { FilterSelect } from '../../components/filter-select.tsx';
import { MomentFilter } from '../../components/moment-filter.tsx';
import { SearchField } from '../../components/search-field.tsx';
import type { Filters } from '../../navigation/use-filters.ts';

export const filterNames = [
  'user',
  'outcome',
  'gate',
  'address',
  'application',
  'reply',
  'kind',
  'from',
  'to',
] as const;
export type FilterName = (typeof filterNames)[number];

const rare = ['address', 'application', 'reply', 'kind', 'to'] as const;
const outcomes = ['allowed', 'refused', 'error'] as const;
const kinds = ['smtp', 'interactive', 'non-interactive', 'service-principal'] as const;

export function SignInFilters({ filters }: { readonly filters: Filters<FilterName> }): ReactElement {
  const { t } = useTranslation(['sign-ins', 'doors']);
  const { values, isAny, set, clear } = filters;
  const text = (name: 'user' | 'address' | 'application' | 'reply'): ReactElement => (
    <SearchField label={t(`filter.${name}`)} value={values[name]} onChange={(value) => set({ [name]: value })} />
  );
  const select = (name: 'outcome' | 'kind', label: string, names: readonly string[]): ReactElement => (
    <FilterSelect
      label={label}
      value={values[name]}
      choices={names.map((value) => ({ value, label: t(`${name}.${value}`) }))}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <FilterBar
      isAny={isAny}
      isMoreUsed={rare.some((name) => values[name] !== '')}
      onClear={clear}
      more={
        <>
          {text('address')}
          {text('application')}
          {text('reply')}
          {select('kind', t('filter.kind'), kinds)}
          <MomentFilter label={t('filter.to')} value={values.to} onChange={(to) => set({ to })} />
        </>
      }
    >
      {text('user')}
      {select('outcome', t('outcome'), outcomes)}
      <FilterSelect
        label={t('doors:filter')}
        value={values.gate}
        choices={gateNames.map((value) => ({ value, label: t(`doors:gate.${value}`) }))}
        onChange={(gate) => set({ gate })}
      />
      <MomentFilter label={t('filter.from')} value={values.from} onChange={(from) => set({ from })} />
    </FilterBar>
  );
}
