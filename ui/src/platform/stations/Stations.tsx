import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { DateTime } from '../../shared/components/Times';
import { useList } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { CommandDialog } from '../CommandDialog';
import { Secret } from '../Secret';
import { rights, tag, type StationRow, type StationTokenView } from '../shapes';

/** Terminals on the floor: making one, changing it, and the one-time token that turns a browser into it. */
export default function Stations() {
  const { t } = useText();
  const { may } = useSession();
  const [changing, setChanging] = useState<StationRow | 'new'>();
  const [enrolling, setEnrolling] = useState<StationRow>();
  const [token, setToken] = useState<StationTokenView>();
  const list = useList<StationRow>('/api/platform/stations', { query: { limit: 500 }, topics: ['platform.people'] });
  const noRight = may(rights.people) ? undefined : t('platform:noRight', { right: rights.people });
  const add = (
    <DisabledWhy why={noRight}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setChanging('new')}>{t('platform:stations.add')}</Button></DisabledWhy>
  );
  return (
    <>
      <PageHeader title={t('platform:stations.title')} actions={add}>{t('platform:stations.about')}</PageHeader>
      <DataTable
        name="stations" label={t('platform:stations.title')} list={list} rowKey={(station) => station.no} empty={t('platform:stations.empty')}
        onOpen={noRight ? undefined : setChanging}
        columns={[
          { id: 'no', heading: t('platform:stations.no'), value: (station) => station.no },
          { id: 'name', heading: t('platform:stations.name'), value: (station) => station.name },
          { id: 'workCentre', heading: t('platform:stations.workCentre'), value: (station) => station.workCentreNo },
          { id: 'devices', heading: t('platform:stations.devices'), numeric: true, value: (station) => station.devices },
          { id: 'active', heading: t('platform:stations.state'), value: (station) => t(station.active ? 'platform:stations.inUse' : 'platform:stations.outOfUse') },
          {
            id: 'actions', heading: t('platform:stations.screen'), value: () => '',
            cell: (station) => (
              <DisabledWhy why={noRight ?? (station.active ? undefined : t('platform:stations.notActive'))}>
                <Button size="compact-sm" variant="default" aria-label={t('platform:stations.enrolNamed', { name: station.name })} onClick={() => setEnrolling(station)}>
                  {t('platform:stations.enrol')}
                </Button>
              </DisabledWhy>
            ),
          },
        ]}
      />
      {changing && <StationDialog station={changing === 'new' ? undefined : changing} onClose={() => setChanging(undefined)} />}
      {enrolling && (
        <EnrolDialog
          station={enrolling} onClose={() => setEnrolling(undefined)}
          onDone={(made) => {
            setEnrolling(undefined);
            setToken(made);
          }}
        />
      )}
      {token && (
        <Secret title={t('platform:stations.tokenTitle', { no: token.stationNo })} secret={token.token && enrolAddress(token.token)} onClose={() => setToken(undefined)}>
          <Text>{t('platform:stations.tokenHelp')}</Text>
          <Group gap={6}><Text size="sm">{t('platform:stations.until')}</Text><DateTime value={token.enrolUntilUtc} /></Group>
        </Secret>
      )}
    </>
  );
}

/** Behind the # it is not sent to any server or written to its logs. */
export function enrolAddress(token: string): string {
  return `${location.origin}/station/enrol#token=${encodeURIComponent(token)}`;
}

function StationDialog({ station, onClose }: { station: StationRow | undefined; onClose: () => void }) {
  const { t } = useText();
  const [form, setForm] = useState({ no: station?.no ?? '', name: station?.name ?? '', workCentreNo: station?.workCentreNo ?? '', active: station?.active ?? true });
  const put = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  return (
    <CommandDialog<object, unknown>
      title={t(station ? 'platform:stations.changeTitle' : 'platform:stations.add')} path="/api/platform/stations" submit={t('shell:action.save')}
      fields={['no', 'name', 'workCentreNo']} topics={['platform.people']} ifMatch={tag(station?.version)} onClose={onClose} onDone={onClose}
      body={() => ({ no: form.no.trim(), name: form.name.trim(), workCentreNo: form.workCentreNo.trim() || null, active: form.active })}
    >
      {(errorAt) => (
        <>
          <TextInput label={t('platform:stations.no')} required disabled={Boolean(station)} value={form.no} onChange={(event) => put({ no: event.currentTarget.value })} error={errorAt('no')} maxLength={40} />
          <TextInput label={t('platform:stations.name')} required value={form.name} onChange={(event) => put({ name: event.currentTarget.value })} error={errorAt('name')} maxLength={120} />
          <TextInput
            label={t('platform:stations.workCentre')} description={t('platform:stations.workCentreHelp')} value={form.workCentreNo}
            onChange={(event) => put({ workCentreNo: event.currentTarget.value })} error={errorAt('workCentreNo')} maxLength={40}
          />
          <Checkbox label={t('platform:stations.active')} checked={form.active} onChange={(event) => put({ active: event.currentTarget.checked })} />
        </>
      )}
    </CommandDialog>
  );
}

function EnrolDialog({ station, onClose, onDone }: { station: StationRow; onClose: () => void; onDone: (made: StationTokenView) => void }) {
  const { t } = useText();
  const [replaces, setReplaces] = useState(false);
  return (
    <CommandDialog<object, StationTokenView>
      title={t('platform:stations.enrolNamed', { name: station.name })} path="/api/platform/station-enrolment-tokens" submit={t('platform:stations.makeToken')}
      fields={[]} topics={['platform.people']} onClose={onClose} onDone={onDone} body={() => ({ stationNo: station.no, replacesOthers: replaces })}
    >
      {() => (
        <Stack gap="sm">
          <Text size="sm">{t('platform:stations.enrolHelp')}</Text>
          <Checkbox label={t('platform:stations.replaces', { count: station.devices })} checked={replaces} onChange={(event) => setReplaces(event.currentTarget.checked)} />
        </Stack>
      )}
    </CommandDialog>
  );
}
