/** A setting of a few values: what it is, whence, and the dialog in which another is chosen, with what comes of that. */
import {
  Button,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingInForce, SettingsChange, Undo } from '../api/settings.ts';
import { UntilField } from '../changes/until-field.tsx';
import { WhatIf } from '../changes/what-if.tsx';
import { ConsequenceDialog } from './consequence-dialog.tsx';
import { FactRow } from './fact-row.tsx';
import { Source } from './source.tsx';

export interface Choice {
  readonly value: string | boolean | null;
  readonly label: string;
  /** What comes of choosing it; null: nothing that anybody has to know before. */
  readonly consequence?: string | null;
}

export interface ChoiceRowProps {
  /** Of the setting. */
  readonly setting: string;
  readonly label: string;
  readonly hint?: string;
  readonly inForce: SettingInForce | undefined;
  readonly endsAt?: number | undefined;
  readonly choices: readonly Choice[];
  readonly change: SettingsChange;
  readonly mayChange: boolean;
  /** Recorded attempts tell whom it would let in or shut out. */
  readonly isForeseen?: boolean;
  readonly onDone: (text: string, undo: Undo) => void;
}

export function ChoiceRow(props: ChoiceRowProps): ReactElement | null {
  const { label, hint, inForce, endsAt, choices, mayChange } = props;
  const { t } = useTranslation();
  const opener = useRestoreFocusTarget();
  const [isOpen, setOpen] = useState(false);
  if (inForce === undefined) return null;
  const now = choices.find(({ value }) => value === inForce.value);
  return (
    <>
      <FactRow
        name={label}
        value={now?.label ?? String(inForce.value)}
        hint={
          <>
            {hint !== undefined && <>{hint} </>}
            <Source setting={inForce} endsAt={endsAt} />
          </>
        }
        action={
          mayChange ? (
            <Button {...opener} aria-label={t('limit.edit', { name: label })} onClick={() => setOpen(true)}>
              {t('edit')}
            </Button>
          ) : undefined
        }
      />
      {isOpen && <ChoiceDialog {...props} inForce={inForce} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ChoiceDialogProps extends ChoiceRowProps {
  readonly inForce: SettingInForce;
  readonly onClose: () => void;
}

function ChoiceDialog(props: ChoiceDialogProps): ReactElement {
  const { setting, label, inForce, choices, change, isForeseen = false, onDone, onClose } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const isOther = chosen !== null && chosen.value !== inForce.value;
  const save = async (): Promise<void> => {
    if (chosen === null) return;
    const undo = await change.change({ [setting]: chosen.value }, until);
    onClose();
    onDone(t('limit.saved', { name: `${label}: ${chosen.label}` }), undo);
  };
  return (
    <ConsequenceDialog
      title={label}
      act={t('save')}
      isBusy={change.isPending}
      isDisabled={!isOther}
      fault={change.error}
      onAct={() => save().catch(() => {})}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={label}
        value={String((chosen ?? inForce).value)}
        onChange={(_event, data) => setChosen(choices.find(({ value }) => String(value) === data.value) ?? null)}
      >
        {choices.map((each) => (
          <Radio key={String(each.value)} value={String(each.value)} label={each.label} />
        ))}
      </RadioGroup>
      {isOther && typeof chosen.consequence === 'string' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{chosen.consequence}</MessageBarBody>
        </MessageBar>
      )}
      {isOther && isForeseen && <WhatIf settings={{ [setting]: chosen.value }} />}
      {isOther && <UntilField value={until} onChange={setUntil} />}
    </ConsequenceDialog>
  );
}
