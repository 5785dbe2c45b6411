/** Whence a setting has its value: its default, or whoever set it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingInForce } from '../api/settings.ts';
import { useFormats } from '../i18n/formats.ts';

export interface SourceProps {
  readonly setting: SettingInForce | undefined;
  /** When it is put back by itself. */
  readonly endsAt?: number | undefined;
}

export function Source({ setting, endsAt }: SourceProps): ReactElement | null {
  const { t } = useTranslation();
  const formats = useFormats();
  if (setting === undefined) return null;
  if (setting.setBy === null || setting.setAt === null) return <>{t('source.default')}</>;
  const set = t('source.set', { who: setting.setBy, at: formats.moment(setting.setAt) });
  return <>{endsAt === undefined ? set : `${set} ${t('until.hint', { at: formats.moment(endsAt) })}`}</>;
}
