/** What can be done to the users that are selected. */
import {
  Button,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Done } from '../../components/done-notice.tsx';
import { useSession } from '../../session/me.ts';
import type { ListedUser } from './listed-user.ts';
import { type UserAction, userActions } from './user-action.ts';
import { UserActionDialog } from './user-action-dialog.tsx';

const offered = ['allow', 'block', 'smtp-on', 'smtp-off', 'remove'] as const satisfies readonly UserAction[];

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, minHeight: '32px' },
  hint: { color: tokens.colorNeutralForeground3 },
});

export interface BulkActionsProps {
  readonly users: readonly ListedUser[];
  readonly done: Done;
  readonly onClear: () => void;
}

export function BulkActions({ users, done, onClear }: BulkActionsProps): ReactElement | null {
  const { t } = useTranslation('users');
  const styles = useStyles();
  const { may } = useSession();
  const [action, setAction] = useState<UserAction | null>(null);
  const open = offered.filter((each) => may(userActions[each].area, 'write'));
  if (open.length === 0) return null;
  if (users.length === 0 && action === null)
    return (
      <div className={styles.row}>
        <Text className={styles.hint}>{t('bulk.none')}</Text>
      </div>
    );
  return (
    <div className={styles.row}>
      <Text weight="semibold">{t('bulk.selected', { count: users.length })}</Text>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton>{t('bulk.change')}</MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {open.map((each) => (
              <MenuItem key={each} onClick={() => setAction(each)}>
                {t(`action.${each}`)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Button appearance="subtle" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      {action !== null && (
        <UserActionDialog
          action={action}
          users={users}
          done={done}
          onClose={() => setAction(null)}
          onDone={() => {
            setAction(null);
            onClear();
          }}
        />
      )}
    </div>
  );
}
