import { Badge } from '@mantine/core';
import { useText } from '../shared/texts/useText';
import type { SalesState, StockStatus, WorkOrderState } from './shapes';

/** The state of a document. It is a word without colour: colours belong to machines and fences. */
export function StateWord({ children }: { children: string }) {
  return <Badge variant="outline" color="gray" radius="sm" tt="none" style={{ color: 'inherit', flex: 'none', minWidth: 'max-content' }}>{children}</Badge>;
}

export function SalesStateWord({ state }: { state: SalesState }) {
  const { t } = useText();
  return <StateWord>{t(`erp:salesState.${state}`)}</StateWord>;
}

export function WorkOrderStateWord({ state }: { state: WorkOrderState }) {
  const { t } = useText();
  return <StateWord>{t(`erp:workOrderState.${state}`)}</StateWord>;
}

export function StockStatusWord({ status }: { status: StockStatus }) {
  const { t } = useText();
  return <StateWord>{t(`erp:stockStatus.${status}`)}</StateWord>;
}
