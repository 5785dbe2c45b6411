/** What the audit log is looked through by. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { auditActions } from '../../../../src/contract/words.ts';
import { FilterBar } from '../../components/filter-bar.tsx';
import { FilterSelect } from '../../components/filter-select.tsx';
import { MomentFilter } from '../../components/moment-filter.tsx';
import { SearchField } from '../../components/search-field.tsx';
import type { Filters } from '../../navigation/use-filters.ts';

export const filterNames = ['actor', 'target', 'action', 'address', 'correlationId', 'from', 'to', 'ending'] as const;
const rare = ['address', 'correlationId', 'to'] as const;

export function AuditFilters({ filters }: { readonly filters: Filters<(typeof filterNames)[number]> }): ReactElement {
  const { t } = useTranslation('audit');
  const { values, isAny, set, clear } = filters;
  const text = (name: 'actor' | 'target' | 'address' | 'correlationId'): ReactElement => (
    <SearchField label={t(`filter.${name}`)} value={values[name]} onChange={(value) => set({ [name]: value })} />
  );
  return (
    <FilterBar
      isAny={isAny}
      isMoreUsed={rare.some((name) => values[name] !== '')}
      onClear={clear}
      more={
        <>
          {text('address')}
          {text('correlationId')}
          <MomentFilter label={t('filter.to')} value={values.to} onChange={(to) => set({ to })} />
        </>
      }
    >
      {text('actor')}
      {text('target')}
      <FilterSelect
        label={t('filter.action')}
        value={values.action}
        choices={auditActions.map((value) => ({ value, label: t(`action.${value}`) }))}
        onChange={(action) => set({ action })}
      />
      <MomentFilter label={t('filter.from')} value={values.from} onChange={(from) => set({ from })} />
    </FilterBar>
  );
}
