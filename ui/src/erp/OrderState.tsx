import { Badge } from '@mantine/core';
import { useText } from '../shared/texts/useText';
import type { SalesState, StockStatus, WorkOrderState } from './shapes';

/** The state of a document. It is a word without colour: colours belong to machines and fences. */
function Word({ children }: { children: string }) {
  return <Badge variant="outline" color="gray" radius="sm" tt="none" style={{ color: 'inherit', flex: 'none' }}>{children}</Badge>;
}

export function SalesStateWord({ state }: { state: SalesState }) {
  const { t } = useText();
  return <Word>{t(`erp:salesState.${state}`)}</Word>;
}

export function WorkOrderStateWord({ state }: { state: WorkOrderState }) {
  const { t } = useText();
  return <Word>{t(`erp:workOrderState.${state}`)}</Word>;
}

export function StockStatusWord({ status }: { status: StockStatus }) {
  const { t } = useText();
  return <Word>{t(`erp:stockStatus.${status}`)}</Word>;
}
