import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { BillForm } from './BillForm';
import { BillLines } from './BillLines';
import { ExplosionView } from './Explosion';
import { RevisionFrame, StateDialog, useChosenRevision, type MethodDialog } from './RevisionFrame';
import { topics, type Bill, type BillsOfItem } from './shapes';

/** The bill of one item: its revisions with their lines, and what a quantity of it consists of through all levels. */
export default function BillPage() {
  const { t } = useText();
  const { itemNo = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<MethodDialog>();
  const read = useRead<BillsOfItem>('/api/erp/bills/{itemNo}', { params: { itemNo }, topics: topics.items });
  const bills = read.data?.itemNo === itemNo ? read.data : undefined;
  const [bill, choose] = useChosenRevision(bills?.bills ?? [], bills?.effectiveRevision);
  const close = () => setOpen(undefined);
  const done = (made: Bill) => {
    close();
    choose(made.revision);
  };
  return (
    <>
      <RevisionFrame
        title={t('erp:bills.of', { item: itemNo })} list={{ title: t('erp:bills.title'), to: '/bills' }} itemNo={itemNo} revisions={bills?.bills ?? []} chosen={bill}
        valid={bills?.effectiveRevision} onChoose={choose} onOpen={setOpen}
      >
        <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
        {bill && (
          <Tabs value={params.get('tab') ?? 'lines'} keepMounted={false} onChange={(tab) => setParams((now) => { now.set('tab', tab ?? 'lines'); return now; })}>
            <Tabs.List>
              <Tabs.Tab value="lines">{t('erp:bills.lines')}</Tabs.Tab>
              <Tabs.Tab value="explosion">{t('erp:bills.explosion')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="lines" pt="sm"><BillLines bill={bill} /></Tabs.Panel>
            <Tabs.Panel value="explosion" pt="sm"><ExplosionView itemNo={itemNo} unit={bill.baseQuantity.unit} /></Tabs.Panel>
          </Tabs>
        )}
      </RevisionFrame>
      {open === 'new' && <BillForm itemNo={itemNo} from={bill} onDone={done} onClose={close} />}
      {open === 'change' && bill && <BillForm itemNo={itemNo} from={bill} change onDone={done} onClose={close} />}
      {open === 'state' && bill && (
        <StateDialog
          of={bill} title={t('erp:bills.changeTitle', { item: itemNo, revision: bill.revision })} path="/api/erp/bills" same={unchanged(bill)}
          onReload={() => void read.refetch()} onClose={close}
        />
      )}
    </>
  );
}

function unchanged(bill: Bill): Record<string, unknown> {
  return {
    itemNo: bill.itemNo, revision: bill.revision, itemRevision: bill.itemRevision, baseQuantity: bill.baseQuantity,
    lines: bill.lines.map((line) => ({
      lineNo: line.lineNo, componentNo: line.componentNo, quantity: line.quantity, componentRevision: line.componentRevision, operationNo: line.operationNo,
      scrapPercent: line.scrapPercent, phantom: line.phantom, backflush: line.backflush, effectiveFrom: line.effectiveFrom, effectiveTo: line.effectiveTo,
    })),
  };
}
