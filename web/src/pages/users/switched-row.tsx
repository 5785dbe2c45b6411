/** A setting of two values, and the button to the other one; what interrupts somebody is asked first. */
import { Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import type { SettingInForce } from '../../api/settings.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { Source } from '../../components/source.tsx';

export interface SwitchedRowProps {
  readonly name: string;
  readonly value: string;
  readonly setting: SettingInForce | undefined;
  readonly action: string;
  /** Null: it is not asked. */
  readonly consequence: string | null;
  readonly mayChange: boolean;
  readonly isBusy: boolean;
  readonly onChange: () => Promise<void>;
}

export function SwitchedRow(props: SwitchedRowProps): ReactElement {
  const { name, value, setting, action, consequence, mayChange, isBusy, onChange } = props;
  const [isAsking, setAsking] = useState(false);
  const opener = useRestoreFocusTarget();
  const act = async (): Promise<void> => {
    setAsking(false);
    // What the service says of a failure stands above the rows.
    await onChange().catch(() => {});
  };
  const button = (
    <Button {...opener} disabled={isBusy} onClick={() => (consequence === null ? void act() : setAsking(true))}>
      {action}
    </Button>
  );
  return (
    <>
      <FactRow name={name} value={value} hint={<Source setting={setting} />} action={mayChange ? button : undefined} />
      {isAsking && (
        <ConsequenceDialog title={action} act={action} isBusy={isBusy} onAct={act} onClose={() => setAsking(false)}>
          <Text>{consequence}</Text>
        </ConsequenceDialog>
      )}
    </>
  );
}
