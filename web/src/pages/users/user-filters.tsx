/** What the list of users is narrowed by; a setting that whoever asks may not read is no filter of theirs. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../api/routes.ts';
import { FilterSelect } from '../../components/filter-select.tsx';
import { SearchField } from '../../components/search-field.tsx';
import type { Filters } from '../../navigation/use-filters.ts';
import { useSession } from '../../session/me.ts';

export const filterNames = ['search', 'enabled', 'licensed', 'smtpAuth', 'perUserMfa'] as const;
type FilterName = (typeof filterNames)[number];

const choices = {
  enabled: ['true', 'false'],
  licensed: ['true', 'false'],
  smtpAuth: ['on', 'off', 'inherit'],
  perUserMfa: ['disabled', 'enabled', 'enforced'],
} as const;

const areas = { enabled: 'user', licensed: 'user', smtpAuth: 'mailbox', perUserMfa: 'multi-factor' } as const;

/** What stands in an address is anybody's: only what the API knows is asked for. */
export function queryOfFilters(
  values: Readonly<Record<FilterName, string>>,
): NonNullable<Input<'GET /users/count'>['query']> {
  const flag = (text: string): boolean | undefined => (text === '' ? undefined : text === 'true');
  return {
    search: values.search === '' ? undefined : values.search.slice(0, 320),
    enabled: flag(values.enabled),
    licensed: flag(values.licensed),
    smtpAuth: choices.smtpAuth.find((each) => each === values.smtpAuth),
    perUserMfa: choices.perUserMfa.find((each) => each === values.perUserMfa),
  };
}

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
  },
});

export function UserFilters({ filters }: { readonly filters: Filters<FilterName> }): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const names = (['enabled', 'licensed', 'smtpAuth', 'perUserMfa'] as const).filter((name) => may(areas[name]));
  return (
    <div role="group" aria-label={t('filters')} className={useStyles().row}>
      <SearchField
        label={t('filter.search')}
        value={filters.values.search}
        onChange={(search) => filters.set({ search })}
      />
      {names.map((name) => (
        <FilterSelect
          key={name}
          label={t(`filter.${name}`)}
          value={filters.values[name]}
          choices={choices[name].map((value) => ({ value, label: t(`filter.${name}.${value}`) }))}
          onChange={(value) => filters.set({ [name]: value })}
        />
      ))}
    </div>
  );
}
