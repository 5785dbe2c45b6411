/** What went wrong, and what to do next. */
import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Fault } from '../api/ask.ts';

export interface FaultNoticeProps {
  readonly fault: Error;
  /** Asks again. */
  readonly again?: () => unknown;
}

export function FaultNotice({ fault, again }: FaultNoticeProps): ReactElement {
  const { t } = useTranslation();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody role="alert">
        <MessageBarTitle>{t(`fault.${kindOf(fault)}`)}</MessageBarTitle> {whatToDo(fault, t)}
      </MessageBarBody>
      {again !== undefined && (
        <MessageBarActions>
          <Button onClick={() => again()}>{t('fault.again')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

function kindOf(fault: Error): string {
  if (!(fault instanceof Fault)) return 'other';
  if (fault.status === 0) return 'unreachable';
  if (fault.status === 403) return 'forbidden';
  if (fault.status === 404) return 'not-found';
  if (fault.status === 409) return 'conflict';
  if (fault.status === 429) return 'too-many';
  return fault.status >= 500 ? 'service' : 'other';
}

function whatToDo(fault: Error, t: TFunction): string {
  if (!(fault instanceof Fault)) return fault.message;
  if (fault.status === 0) return t('fault.unreachable.text');
  if (fault.status === 403 && fault.anyOf.length > 0)
    return t('fault.forbidden.text', { roles: fault.anyOf.map((role) => t(`role.${role}`)).join(', ') });
  return fault.message;
}
