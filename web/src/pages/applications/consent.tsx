/** What an application may do: consent for the whole organization, given and taken back. */
import { Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { Section } from '../../components/section.tsx';
import { useSession } from '../../session/me.ts';
import type { ApplicationPartProps } from './application-panel.tsx';

type Kind = 'application' | 'delegated';

/** What an application that sends needs, offered where it has not asked for it. */
const usual: Readonly<Record<Kind, readonly string[]>> = {
  application: ['SMTP.SendAsApp', 'Mail.Send'],
  delegated: ['SMTP.Send', 'Mail.Send'],
};
/** Who may write one of these may give, and take back. */
const areas: Readonly<Record<Kind, string>> = { application: 'consent', delegated: 'delegated-consent' };

interface Asked {
  readonly kind: Kind;
  readonly name: string;
  readonly isGiven: boolean;
}

export function Consent({ whole, done }: ApplicationPartProps): ReactElement {
  const { t } = useTranslation('applications');
  const [asked, setAsked] = useState<Asked | null>(null);
  const tell = useTell('PATCH /applications/{application}/consent');
  const change = async ({ kind, name, isGiven }: Asked): Promise<void> => {
    const body = (give: boolean) => ({ kind, add: give ? [name] : [], drop: give ? [] : [name] });
    const params = { application: whole.application.id };
    await tell.mutateAsync({ params, body: body(!isGiven) });
    setAsked(null);
    done.say(t(isGiven ? 'consent.taken' : 'consent.given', { name }), () =>
      tell.mutateAsync({ params, body: body(isGiven) }),
    );
  };
  return (
    <Section title={t('consent')} lead={t('consent.lead')}>
      {(['application', 'delegated'] as const).map((kind) => (
        <Permissions key={kind} kind={kind} whole={whole} onAsk={setAsked} />
      ))}
      {asked !== null && (
        <ConsequenceDialog
          title={t(asked.isGiven ? 'consent.take.title' : 'consent.give.title', { name: asked.name })}
          act={t(asked.isGiven ? 'consent.take' : 'consent.give')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={() => change(asked).catch(() => {})}
          onClose={() => setAsked(null)}
        >
          <Text>{t(asked.isGiven ? 'consent.take.consequence' : `consent.${asked.kind}.consequence`)}</Text>
        </ConsequenceDialog>
      )}
    </Section>
  );
}

interface PermissionsProps {
  readonly kind: Kind;
  readonly whole: ApplicationPartProps['whole'];
  readonly onAsk: (asked: Asked) => void;
}

function Permissions({ kind, whole, onAsk }: PermissionsProps): ReactElement {
  const { t } = useTranslation('applications');
  const { may } = useSession();
  const opener = useRestoreFocusTarget();
  const { application, servicePrincipal } = whole;
  const given = servicePrincipal?.[kind === 'application' ? 'applicationPermissions' : 'delegatedPermissions'] ?? [];
  const names = [...new Set([...given, ...usual[kind]])];
  const row = (name: string): ReactElement => {
    const isGiven = given.includes(name);
    const state = t(isGiven ? 'consent.is-given' : 'consent.is-not-given');
    const isAsked = application.requiredPermissions.includes(name);
    return (
      <FactRow
        key={name}
        name={name}
        value={state}
        hint={isAsked && !isGiven ? t('consent.asked') : undefined}
        action={
          may(areas[kind], 'write') ? (
            <Button
              {...opener}
              aria-label={t(isGiven ? 'consent.take.of' : 'consent.give.of', { name, kind: t(`consent.${kind}`) })}
              onClick={() => onAsk({ kind, name, isGiven })}
            >
              {t(isGiven ? 'consent.take' : 'consent.give')}
            </Button>
          ) : undefined
        }
      />
    );
  };
  return (
    <div role="group" aria-label={t(`consent.${kind}`)}>
      <Text size={200}>{t(`consent.${kind}`)}</Text>
      {names.map(row)}
    </div>
  );
}
