/** Administrators and roles: who holds which, given and taken away. */
import { Button, makeStyles, ProgressBar, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk, useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { type Done, useDone } from '../../components/done-notice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { Section } from '../../components/section.tsx';
import { useSession } from '../../session/me.ts';
import { AssignRole } from './assign-role.tsx';
import { roleNames } from './role-names.ts';

type Assignment = AnswerOf<'GET /tenants/{tenant}/roles'>['assignments'][number];

const useStyles = makeStyles({ none: { color: tokens.colorNeutralForeground3 } });

export default function RolesPage(): ReactElement {
  const { t } = useTranslation(['roles', 'common']);
  const { tenant, may } = useSession();
  const done = useDone();
  const opener = useRestoreFocusTarget();
  const [isAssigning, setAssigning] = useState(false);
  const { data, error, refetch } = useAsk('GET /tenants/{tenant}/roles', { params: { tenant: tenant.id } });
  const held = data?.assignments ?? [];
  const others = roleNames.filter((role) => !held.some((each) => each.role === role) && role !== 'platform-operator');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('role', 'write') && (
          <Button appearance="primary" {...opener} onClick={() => setAssigning(true)}>
            {t('assign')}
          </Button>
        )
      }
    >
      {done.notice}
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data === undefined && error === null && <ProgressBar aria-label={t('common:wait')} />}
      {data !== undefined && held.length === 0 && <EmptyState title={t('empty.title')} text={t('empty.text')} />}
      {[...new Set(held.map(({ role }) => role))].map((role) => (
        <OneRole key={role} role={role} held={held.filter((each) => each.role === role)} done={done} />
      ))}
      {data !== undefined && others.length > 0 && <NotHeld roles={others} />}
      {isAssigning && <AssignRole done={done} onClose={() => setAssigning(false)} />}
    </Page>
  );
}

interface OneRoleProps {
  readonly role: string;
  readonly held: readonly Assignment[];
  readonly done: Done;
}

function OneRole({ role, held, done }: OneRoleProps): ReactElement {
  const { t } = useTranslation(['roles', 'common']);
  const { may } = useSession();
  const opener = useRestoreFocusTarget();
  const [asked, setAsked] = useState<Assignment | null>(null);
  const area = role === 'platform-operator' ? 'service' : 'role';
  return (
    <Section isCard title={t(`common:role.${role}`)} lead={t(`about.${role}`)}>
      <div>
        {held.map((each) => (
          <FactRow
            key={each.principal.id}
            name={each.principal.name}
            hint={t(`kind.${each.principal.kind}`)}
            action={
              may(area, 'write') ? (
                <Button
                  {...opener}
                  aria-label={t('take.from', { name: each.principal.name, role: t(`common:role.${role}`) })}
                  onClick={() => setAsked(each)}
                >
                  {t('take')}
                </Button>
              ) : undefined
            }
          />
        ))}
      </div>
      {asked !== null && <TakeRole assignment={asked} done={done} onClose={() => setAsked(null)} />}
    </Section>
  );
}

interface TakeRoleProps {
  readonly assignment: Assignment;
  readonly done: Done;
  readonly onClose: () => void;
}

function TakeRole({ assignment, done, onClose }: TakeRoleProps): ReactElement {
  const { t } = useTranslation(['roles', 'common']);
  const { me, tenant } = useSession();
  const { role, principal } = assignment;
  const remove = useTell('DELETE /tenants/{tenant}/roles/{role}/{principal}');
  const assign = useTell('PUT /tenants/{tenant}/roles/{role}/{principal}');
  const params = { tenant: tenant.id, role, principal: principal.id };
  const words = { name: principal.name, role: t(`common:role.${role}`) };
  const act = async (): Promise<void> => {
    await remove.mutateAsync({ params });
    onClose();
    done.say(t('taken', words), () => assign.mutateAsync({ params }));
  };
  return (
    <ConsequenceDialog
      title={t('take.title', words)}
      act={t('take')}
      isBusy={remove.isPending}
      fault={remove.error}
      onAct={() => act().catch(() => {})}
      onClose={onClose}
    >
      <Text>{t(principal.id === me.actor.id ? 'take.own' : 'take.consequence')}</Text>
    </ConsequenceDialog>
  );
}

function NotHeld({ roles }: { readonly roles: readonly string[] }): ReactElement {
  const { t } = useTranslation(['roles', 'common']);
  const styles = useStyles();
  return (
    <Section isCard title={t('others')}>
      <div>
        {roles.map((role) => (
          <FactRow
            key={role}
            name={t(`common:role.${role}`)}
            hint={<span className={styles.none}>{t(`about.${role}`)}</span>}
          />
        ))}
      </div>
    </Section>
  );
}
