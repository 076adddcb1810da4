import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Facts } from '../../platform/Facts';
import { Go } from '../../shared/components/columns';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { Money } from '../../shared/components/Times';
import { formatNumber, unitSymbol } from '../../shared/components/units';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { stockPath } from '../paths';
import { ItemDialog, RevisionDialog, UnitsDialog } from './ItemDialogs';
import { BillOfItem, ItemLots, ItemRevisions, ItemStock, RoutingOfItem, WhereUsedList } from './ItemParts';
import { masterRight, topics, type Item, type ItemRevision } from './shapes';

type Open = 'change' | 'units' | { revision: ItemRevision | undefined };

const tabs = ['overview', 'bill', 'used', 'routing', 'stock', 'lots'] as const;

/** One item: what it is, what it is made of and goes into, how it is made, and what there is of it. */
export default function ItemPage() {
  const { t, language } = useText();
  const { no = '' } = useParams();
  const { may } = useSession();
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<Open>();
  const read = useRead<Item>('/api/erp/items/{no}', { params: { no }, topics: topics.items });
  const item = read.data?.no === no ? read.data : undefined;
  const crumbs = [{ title: t('erp:items.title'), to: '/items' }, { title: no }];
  if (!item) return <><PageHeader title={no} crumbs={crumbs} /><RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} /></>;
  const why = may(masterRight) ? undefined : t('erp:right.masterData');
  const shown = tabs.filter((tab) => (tab === 'bill' ? item.kind !== 'purchased' : tab === 'routing' ? item.kind === 'made' : tab === 'stock' ? item.kind !== 'phantom' : tab === 'lots' ? item.tracking !== 'none' : true));
  const tab = shown.find((each) => each === params.get('tab')) ?? 'overview';
  const close = () => setOpen(undefined);
  const unit = unitSymbol(item.unit, language);
  return (
    <>
      <PageHeader
        title={item.no} crumbs={crumbs}
        actions={<DisabledWhy why={why}><Button variant="default" onClick={() => setOpen('change')}>{t('erp:orders.change')}</Button></DisabledWhy>}
      >
        <Group gap="sm">
          <Text span fw={600}>{item.description}</Text>
          <Text span size="sm">{t(`erp:itemKind.${item.kind}`)}</Text>
          {item.effectiveRevision && <Text span size="sm">{t('erp:items.valid', { revision: item.effectiveRevision })}</Text>}
          {!item.active && <Text span size="sm" fw={650}>{t('erp:master.outOfUse')}</Text>}
        </Group>
      </PageHeader>
      <Tabs value={tab} onChange={(next) => setParams(next && next !== 'overview' ? { tab: next } : {})} keepMounted={false}>
        <Tabs.List>{shown.map((each) => <Tabs.Tab key={each} value={each}>{t(`erp:items.tab.${each}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="overview" pt="md">
          <Stack gap="md">
            <Facts
              of={[
                [t('erp:master.tracking'), t(`erp:tracking.${item.tracking}`)],
                [t('erp:master.baseUnit'), `${unit} (${item.unit})`],
                [t('erp:items.units'), (
                  <Group gap="sm" key="units">
                    <span>{item.units.map((each) => t('erp:items.factorText', { unit: unitSymbol(each.unit, language), factor: formatNumber(each.factor, language, 6), base: unit })).join(', ') || t('erp:items.noUnits')}</span>
                    {!why && <Button variant="default" size="compact-sm" onClick={() => setOpen('units')}>{t('erp:orders.change')}</Button>}
                  </Group>
                )],
                [t('erp:master.family'), item.family],
                [t('erp:master.shelfLife'), item.shelfLifeDays],
                [t('erp:master.standardCost'), item.standardCost && <span key="cost"><Money {...item.standardCost} />{` / ${unit}`}</span>],
                [t('erp:master.largestOrder'), item.largestOrder && `${formatNumber(item.largestOrder, language)} ${unit}`],
              ]}
            />
            <ItemRevisions
              item={item} onOpen={why ? undefined : (revision) => setOpen({ revision })}
              tools={<DisabledWhy why={why}><Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={() => setOpen({ revision: undefined })}>{t('erp:revision.add')}</Button></DisabledWhy>}
            />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="bill" pt="md"><BillOfItem itemNo={item.no} /></Tabs.Panel>
        <Tabs.Panel value="used" pt="md"><WhereUsedList itemNo={item.no} /></Tabs.Panel>
        <Tabs.Panel value="routing" pt="md"><RoutingOfItem itemNo={item.no} /></Tabs.Panel>
        <Tabs.Panel value="stock" pt="md"><ItemStock item={item} /><Text mt="sm"><Go to={stockPath({ tab: 'moves', item: item.no })}>{t('erp:stock.moves')}</Go></Text></Tabs.Panel>
        <Tabs.Panel value="lots" pt="md"><ItemLots itemNo={item.no} /></Tabs.Panel>
      </Tabs>
      {open === 'change' && <ItemDialog item={item} onReload={() => void read.refetch()} onDone={close} onClose={close} />}
      {open === 'units' && <UnitsDialog item={item} onClose={close} />}
      {typeof open === 'object' && <RevisionDialog item={item} revision={open.revision} onReload={() => void read.refetch()} onClose={close} />}
    </>
  );
}
