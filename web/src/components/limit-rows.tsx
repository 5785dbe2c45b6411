/** Limits, each a number that can be changed, or put back to what it is without a value of its own. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingInForce, SettingsChange, SettingsInForce, Undo } from '../api/settings.ts';
import { useFormats } from '../i18n/formats.ts';
import { FactRow } from './fact-row.tsx';
import { Source } from './source.tsx';

const limitNames = [
  'messagesPerMinute',
  'recipientsPerDay',
  'concurrentConnections',
  'recipientsPerMessage',
  'messageSizeBytes',
  'sentItemsDays',
  'sentItemsMessages',
] as const;
type LimitName = (typeof limitNames)[number];

/** What 0 means of them: none. */
const mayBeNone: ReadonlySet<LimitName> = new Set(['messagesPerMinute', 'recipientsPerDay', 'concurrentConnections']);
const mebibyte = 1024 * 1024;

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  number: { width: '160px' },
});

export interface LimitRowsProps {
  readonly settings: SettingsInForce;
  readonly change: SettingsChange;
  readonly mayChange: boolean;
  /** What holds where the setting has no value of its own. */
  readonly without: string;
  readonly onDone: (text: string, undo: Undo) => void;
}

export function LimitRows({ settings, change, mayChange, without, onDone }: LimitRowsProps): ReactElement {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<LimitName | null>(null);
  const save = async (name: LimitName, value: number | null): Promise<void> => {
    const undo = await change.change({ [name]: value });
    setEdited(null);
    onDone(t('limit.saved', { name: t(`limit.${name}`) }), undo);
  };
  return (
    <>
      {limitNames.flatMap((name) => {
        const setting = settings[name];
        if (setting === undefined) return [];
        const row = { name, setting, without, isBusy: change.isPending };
        return edited === name ? (
          <LimitForm key={name} {...row} onSave={(value) => save(name, value)} onCancel={() => setEdited(null)} />
        ) : (
          <LimitRow key={name} {...row} onEdit={mayChange ? () => setEdited(name) : null} />
        );
      })}
    </>
  );
}

interface LimitProps {
  readonly name: LimitName;
  readonly setting: SettingInForce;
  readonly without: string;
  readonly isBusy: boolean;
}

function LimitRow({
  name,
  setting,
  without,
  onEdit,
}: LimitProps & { readonly onEdit: (() => void) | null }): ReactElement {
  const { t } = useTranslation();
  const formats = useFormats();
  const { value } = setting;
  const none = value === 0 && mayBeNone.has(name);
  const number = name === 'messageSizeBytes' ? formats.bytes(Number(value)) : formats.number(Number(value));
  return (
    <FactRow
      name={t(`limit.${name}`)}
      value={value === null ? without : none ? t('limit.none') : number}
      hint={<Source setting={setting} />}
      action={
        onEdit !== null ? (
          <Button aria-label={t('limit.edit', { name: t(`limit.${name}`) })} onClick={onEdit}>
            {t('edit')}
          </Button>
        ) : undefined
      }
    />
  );
}

interface LimitFormProps extends LimitProps {
  readonly onSave: (value: number | null) => Promise<void>;
  readonly onCancel: () => void;
}

function LimitForm({ name, setting, isBusy, onSave, onCancel }: LimitFormProps): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const unit = name === 'messageSizeBytes' ? mebibyte : 1;
  const [typed, setTyped] = useState(setting.value === null ? '' : String(Number(setting.value) / unit));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSave(typed.trim() === '' ? null : Math.round(Number(typed) * unit)).catch(() => {});
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t(unit === 1 ? `limit.${name}` : 'limit.mebibytes', { name: t(`limit.${name}`) })}
        hint={t(mayBeNone.has(name) ? 'limit.hint.none' : 'limit.hint')}
      >
        <Input
          className={styles.number}
          type="number"
          min={mayBeNone.has(name) ? 0 : 1}
          step={1}
          autoFocus
          value={typed}
          onChange={(_event, { value }) => setTyped(value)}
        />
      </Field>
      <Button type="submit" appearance="primary" disabled={isBusy}>
        {t('save')}
      </Button>
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  );
}
