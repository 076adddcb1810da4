import { Button, Text, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { DataTable } from '../../shared/components/DataTable';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { DateTime } from '../../shared/components/Times';
import { useList } from '../../shared/http/useRead';
import { useSession, useTimeZone } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { dayStart } from '../audit/changes';
import { CommandDialog, ReasonDialog } from '../CommandDialog';
import { RightPicker } from '../people/RightPicker';
import { Secret } from '../Secret';
import { rights, type ApiKeyRow, type ApiKeyView, type Permission } from '../shapes';

type KeyState = 'valid' | 'expired' | 'revoked';

export function keyState(key: Pick<ApiKeyRow, 'revokedUtc' | 'expiresUtc'>, now = Date.now()): KeyState {
  return key.revokedUtc ? 'revoked' : Date.parse(key.expiresUtc) <= now ? 'expired' : 'valid';
}

/** What machines and other programs sign in with. */
export default function ApiKeys() {
  const { t } = useText();
  const { may } = useSession();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<ApiKeyView>();
  const [revoking, setRevoking] = useState<ApiKeyRow>();
  const list = useList<ApiKeyRow>('/api/platform/api-keys', { query: { limit: 500 }, topics: ['platform.integration'] });
  const noRight = may(rights.integration) ? undefined : t('platform:noRight', { right: rights.integration });
  return (
    <>
      <PageHeader
        title={t('platform:keys.title')}
        actions={<DisabledWhy why={noRight}><Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>{t('platform:keys.make')}</Button></DisabledWhy>}
      >
        {t('platform:keys.about')}
      </PageHeader>
      <DataTable
        name="api-keys" label={t('platform:keys.title')} list={list} rowKey={(key) => key.name} empty={t('platform:keys.empty')}
        columns={[
          { id: 'name', heading: t('platform:keys.name'), value: (key) => key.name },
          { id: 'prefix', heading: t('platform:keys.prefix'), value: (key) => key.prefix },
          { id: 'scopes', heading: t('platform:keys.scopes'), value: (key) => key.scopes.join(', ') },
          { id: 'source', heading: t('platform:keys.source'), value: (key) => key.sourceAddress, hidden: true },
          { id: 'created', heading: t('platform:keys.created'), value: (key) => key.createdUtc, cell: (key) => <DateTime value={key.createdUtc} />, hidden: true },
          { id: 'by', heading: t('platform:keys.createdBy'), value: (key) => key.createdBy, hidden: true },
          { id: 'expires', heading: t('platform:keys.expires'), value: (key) => key.expiresUtc, cell: (key) => <DateTime value={key.expiresUtc} detail="date" /> },
          { id: 'used', heading: t('platform:keys.lastUsed'), value: (key) => key.lastUsedUtc, cell: (key) => (key.lastUsedUtc ? <DateTime value={key.lastUsedUtc} /> : t('platform:keys.never')) },
          { id: 'state', heading: t('platform:keys.state'), value: (key) => t(`platform:keys.states.${keyState(key)}`) },
          {
            id: 'revoke', heading: t('platform:keys.revoke'), value: () => '',
            cell: (key) => (keyState(key) === 'revoked' ? <DateTime value={key.revokedUtc} /> : (
              <DisabledWhy why={noRight}>
                <Button size="compact-sm" variant="default" aria-label={t('platform:keys.revokeNamed', { name: key.name })} onClick={() => setRevoking(key)}>{t('platform:keys.revoke')}</Button>
              </DisabledWhy>
            )),
          },
        ]}
      />
      {making && (
        <KeyDialog
          onClose={() => setMaking(false)}
          onDone={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      )}
      {made && (
        <Secret title={t('platform:keys.madeTitle', { name: made.name })} secret={made.key} onClose={() => setMade(undefined)}>
          <Text size="sm">{t('platform:keys.use')}</Text>
        </Secret>
      )}
      {revoking && (
        <ReasonDialog
          title={t('platform:keys.revokeNamed', { name: revoking.name })} confirm={t('platform:keys.revoke')} path="/api/platform/api-key-revocations"
          topics={['platform.integration']} onClose={() => setRevoking(undefined)} body={(reason) => ({ name: revoking.name, reason })}
        >
          <Text size="sm">{t('platform:keys.revokeHelp')}</Text>
        </ReasonDialog>
      )}
    </>
  );
}

function KeyDialog({ onClose, onDone }: { onClose: () => void; onDone: (key: ApiKeyView) => void }) {
  const { t } = useText();
  const zone = useTimeZone();
  const { may } = useSession();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [expires, setExpires] = useState(() => new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10));
  const [source, setSource] = useState('');
  const known = useList<Permission>('/api/platform/permissions', { enabled: may(rights.peopleRead) });
  // Without the right to read people one still knows one's own rights, and can give no others anyhow.
  const { me } = useSession();
  const permissions = known.items.length > 0 ? known.items : (me?.permissions ?? []).map((right) => ({ name: right, text: right }));
  return (
    <CommandDialog<object, ApiKeyView>
      title={t('platform:keys.make')} path="/api/platform/api-keys" submit={t('platform:keys.make')} size="lg" topics={['platform.integration']}
      fields={['name', 'scopes', 'expiresUtc', 'sourceAddress']} onClose={onClose} onDone={onDone}
      body={() => ({ name: name.trim(), scopes, expiresUtc: expires ? dayStart(expires, zone) : new Date(0).toISOString(), sourceAddress: source.trim() || null })}
    >
      {(errorAt) => (
        <>
          <TextInput label={t('platform:keys.name')} description={t('platform:keys.nameHelp')} required value={name} onChange={(event) => setName(event.currentTarget.value)} error={errorAt('name')} maxLength={120} data-autofocus />
          <TextInput label={t('platform:keys.expires')} description={t('platform:keys.expiresHelp')} type="date" required value={expires} onChange={(event) => setExpires(event.currentTarget.value)} error={errorAt('expiresUtc')} />
          <TextInput label={t('platform:keys.source')} description={t('platform:keys.sourceHelp')} value={source} onChange={(event) => setSource(event.currentTarget.value)} error={errorAt('sourceAddress')} />
          <RightPicker label={t('platform:keys.scopes')} permissions={permissions} value={scopes} onChange={setScopes} error={errorAt('scopes')} />
        </>
      )}
    </CommandDialog>
  );
}
