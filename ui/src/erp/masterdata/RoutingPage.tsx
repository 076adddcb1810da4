import { useState } from 'react';
import { useParams } from 'react-router';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useRead } from '../../shared/http/useRead';
import { useText } from '../../shared/texts/useText';
import { Operations } from './Operations';
import { RevisionFrame, StateDialog, useChosenRevision, type MethodDialog } from './RevisionFrame';
import { RoutingForm } from './RoutingForm';
import { topics, type Routing, type RoutingsOfItem } from './shapes';

/** How one item is made: the revisions of its routing with their operations. */
export default function RoutingPage() {
  const { t } = useText();
  const { itemNo = '' } = useParams();
  const [open, setOpen] = useState<MethodDialog>();
  const read = useRead<RoutingsOfItem>('/api/erp/routings/{itemNo}', { params: { itemNo }, topics: topics.items });
  const routings = read.data?.itemNo === itemNo ? read.data : undefined;
  const [routing, choose] = useChosenRevision(routings?.routings ?? [], routings?.effectiveRevision);
  const close = () => setOpen(undefined);
  const done = (made: Routing) => {
    close();
    choose(made.revision);
  };
  return (
    <>
      <RevisionFrame
        title={t('erp:routings.of', { item: itemNo })} list={{ title: t('erp:routings.title'), to: '/routings' }} itemNo={itemNo} revisions={routings?.routings ?? []}
        chosen={routing} valid={routings?.effectiveRevision} onChoose={choose} onOpen={setOpen}
      >
        <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
        {routing && <Operations routing={routing} />}
      </RevisionFrame>
      {open === 'new' && <RoutingForm itemNo={itemNo} from={routing} onDone={done} onClose={close} />}
      {open === 'change' && routing && <RoutingForm itemNo={itemNo} from={routing} change onDone={done} onClose={close} />}
      {open === 'state' && routing && (
        <StateDialog
          of={routing} title={t('erp:routings.changeTitle', { item: itemNo, revision: routing.revision })} path="/api/erp/routings" onReload={() => void read.refetch()} onClose={close}
          same={{ itemNo, revision: routing.revision, itemRevision: routing.itemRevision, operations: routing.operations }}
        />
      )}
    </>
  );
}
