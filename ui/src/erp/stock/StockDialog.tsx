import { CommandDialog, type CommandField } from '../../shared/components/CommandForm';
import { useText } from '../../shared/texts/useText';

export const stockActions = ['receive', 'issue', 'transfer', 'adjust', 'status'] as const;
export type StockAction = (typeof stockActions)[number];

const paths = {
  receive: '/api/erp/stock-receipts', issue: '/api/erp/stock-issues', transfer: '/api/erp/stock-transfers',
  adjust: '/api/erp/stock-adjustments', status: '/api/erp/stock-status-changes',
} as const;

interface StockDialogProps {
  action: StockAction | undefined;
  /** What the page shows already; the form begins with it. */
  itemNo: string;
  lotNo: string;
  place: string;
  onClose: () => void;
}

/** The forms that book stock: item, quantity, place and lot are the same, the rest is that of the booking. */
export function StockDialog({ action, itemNo, lotNo, place, onClose }: StockDialogProps) {
  const { t } = useText();
  const statuses = (['available', 'quality', 'blocked'] as const).map((value) => ({ value, label: t(`erp:stockStatus.${value}`) }));
  const start: CommandField[] = [
    { name: 'itemNo', kind: 'lookup', of: 'item', label: t('erp:field.item'), required: true, start: itemNo },
    { name: 'quantity', kind: 'quantity', label: t('erp:field.quantity'), required: true, signed: action === 'adjust', ...(action === 'adjust' ? { help: t('erp:stock.adjustHelp') } : {}) },
    { name: 'place', kind: 'lookup', of: 'place', label: t(action === 'transfer' ? 'erp:field.from' : 'erp:field.place'), required: true, start: place },
    { name: 'lotNo', kind: 'text', label: t('erp:stock.lot'), start: lotNo },
    { name: 'serialNos', kind: 'list', label: t('erp:stock.serials') },
  ];
  const reason = (required: boolean): CommandField => ({ name: 'reason', kind: 'long', label: t('erp:field.reason'), required });
  const more: Record<StockAction, CommandField[]> = {
    receive: [
      { name: 'supplierNo', kind: 'lookup', of: 'supplier', label: t('erp:field.supplier') },
      { name: 'supplierLotNo', kind: 'text', label: t('mes:trace.supplierLot') },
      { name: 'expiresOn', kind: 'day', label: t('mes:trace.expires') },
      { name: 'status', kind: 'choice', label: t('erp:field.status'), options: statuses, required: true, start: 'available' },
      { name: 'referenceNo', kind: 'text', label: t('erp:stock.reference') },
    ],
    issue: [{ name: 'workOrderNo', kind: 'lookup', of: 'workOrder', label: t('erp:field.workOrder') }, reason(false)],
    transfer: [
      { name: 'toPlace', kind: 'lookup', of: 'place', label: t('erp:field.to'), required: true },
      { name: 'status', kind: 'choice', label: t('erp:field.status'), options: statuses, required: true, start: 'available' },
      reason(false),
    ],
    adjust: [{ name: 'status', kind: 'choice', label: t('erp:field.status'), options: statuses, required: true, start: 'available' }, reason(true)],
    status: [
      { name: 'status', kind: 'choice', label: t('erp:stock.statusNow'), options: statuses, required: true, start: 'quality' },
      { name: 'toStatus', kind: 'choice', label: t('erp:stock.statusThen'), options: statuses, required: true, start: 'available' },
      reason(true),
    ],
  };
  if (!action) return null;
  return (
    <CommandDialog
      key={action} opened title={t(`erp:stock.action.${action}`)} path={paths[action]} submit={t(`erp:stock.action.${action}`)} unitOfField="itemNo"
      topics={['erp.stock', 'erp.work-orders']} fields={[...start, ...more[action]]} onDone={onClose} onClose={onClose}
    />
  );
}
