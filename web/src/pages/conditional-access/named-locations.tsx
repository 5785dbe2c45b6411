/** Networks that policies can name. */
import { Button, Checkbox, Field, Input, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk, useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import type { Done } from '../../components/done-notice.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Section } from '../../components/section.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';

type NamedLocation = AnswerOf<'GET /tenants/{tenant}/named-locations'>['locations'][number];

export function NamedLocations({ done }: { readonly done: Done }): ReactElement {
  const { t } = useTranslation('conditional-access');
  const { tenant, may } = useSession();
  const formats = useFormats();
  const opener = useRestoreFocusTarget();
  const [asked, setAsked] = useState<NamedLocation | null>(null);
  const params = { tenant: tenant.id };
  const { data, error, refetch } = useAsk('GET /tenants/{tenant}/named-locations', { params });
  return (
    <Section isCard title={t('locations')} lead={t('locations.lead')}>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data?.locations.length === 0 && <Text>{t('locations.none')}</Text>}
      <div>
        {data?.locations.map((location) => (
          <FactRow
            key={location.id}
            name={location.name}
            value={formats.list(location.ranges)}
            hint={t(location.trusted ? 'locations.trusted' : 'locations.untrusted')}
            action={
              may('conditional-access', 'write') ? (
                <Button
                  {...opener}
                  aria-label={t('remove.of', { name: location.name })}
                  onClick={() => setAsked(location)}
                >
                  {t('remove')}
                </Button>
              ) : undefined
            }
          />
        ))}
      </div>
      {may('conditional-access', 'write') && <AddLocation done={done} />}
      {asked !== null && <RemoveLocation location={asked} done={done} onClose={() => setAsked(null)} />}
    </Section>
  );
}

function AddLocation({ done }: { readonly done: Done }): ReactElement {
  const { t } = useTranslation('conditional-access');
  const { tenant } = useSession();
  const tell = useTell('POST /tenants/{tenant}/named-locations');
  const [ranges, setRanges] = useState('');
  const [isTrusted, setTrusted] = useState(true);
  return (
    <>
      {tell.error !== null && <FaultNotice fault={tell.error} />}
      <NameForm
        label={t('locations.name')}
        act={t('locations.add')}
        most={320}
        isBusy={tell.isPending || ranges.trim() === ''}
        onSubmit={async (name) => {
          const body = { name, trusted: isTrusted, ranges: ranges.split(/[\s,]+/).filter((each) => each !== '') };
          await tell.mutateAsync({ params: { tenant: tenant.id }, body });
          setRanges('');
          done.say(t('locations.added', { name }));
        }}
      >
        <Field label={t('locations.ranges')}>
          <Input
            value={ranges}
            maxLength={10_000}
            placeholder="192.0.2.0/24"
            onChange={(_event, { value }) => setRanges(value)}
          />
        </Field>
        <Checkbox
          label={t('locations.trusted')}
          checked={isTrusted}
          onChange={(_event, { checked }) => setTrusted(checked === true)}
        />
      </NameForm>
    </>
  );
}

interface RemoveLocationProps {
  readonly location: NamedLocation;
  readonly done: Done;
  readonly onClose: () => void;
}

function RemoveLocation({ location, done, onClose }: RemoveLocationProps): ReactElement {
  const { t } = useTranslation('conditional-access');
  const { tenant } = useSession();
  const tell = useTell('DELETE /tenants/{tenant}/named-locations/{location}');
  const act = async (): Promise<void> => {
    await tell.mutateAsync({ params: { tenant: tenant.id, location: location.id } });
    onClose();
    done.say(t('removed', { name: location.name }));
  };
  return (
    <ConsequenceDialog
      title={t('remove.title', { name: location.name })}
      act={t('remove')}
      isBusy={tell.isPending}
      fault={tell.error}
      onAct={() => act().catch(() => {})}
      onClose={onClose}
    >
      <Text>{t('locations.remove.consequence')}</Text>
    </ConsequenceDialog>
  );
}
