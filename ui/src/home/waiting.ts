import type { ReactNode } from 'react';
import type { Refusal } from '../shared/http/refusal';

export const waitingKinds = [
  'stuck', 'releases', 'stops', 'held', 'divergences', 'warnings', 'short', 'mismatches', 'discrepancies', 'lateOrders', 'lateLines', 'shipments', 'labour',
] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** The right to see each kind, and the right of those who do something about it. */
export const waitingRights: Record<WaitingKind, { see: string; act: string }> = {
  stuck: { see: 'platform.integration.read', act: 'platform.integration' },
  releases: { see: 'erp.read', act: 'erp.release-holds' },
  stops: { see: 'mes.read', act: 'mes.downtime' },
  held: { see: 'mes.read', act: 'mes.quality-hold' },
  divergences: { see: 'mes.read', act: 'mes.quality-hold' },
  warnings: { see: 'mes.read', act: 'mes.material' },
  short: { see: 'erp.read', act: 'erp.work-orders' },
  mismatches: { see: 'erp.read', act: 'erp.work-orders' },
  discrepancies: { see: 'erp.read', act: 'erp.stock' },
  lateOrders: { see: 'erp.read', act: 'erp.work-orders' },
  lateLines: { see: 'erp.read', act: 'erp.sales' },
  shipments: { see: 'erp.read', act: 'erp.ship' },
  labour: { see: 'mes.read', act: 'mes.lead' },
};

export interface WaitingRow {
  key: string;
  title: string;
  /** Opens the thing itself. */
  to?: string;
  open?: () => void;
  note?: ReactNode;
  sinceUtc?: string | null;
}

export interface Waiting {
  kind: WaitingKind;
  rows: readonly WaitingRow[];
  /** There are more than were read. */
  more: boolean;
  /** The list of all of them. */
  all: string;
  isLoading: boolean;
  refusal: Refusal | null;
  refetch: () => void;
}

/** What a person may see, in three parts: theirs to do, everybody's to know, and what is quiet. */
export function sorted(all: readonly Waiting[], may: (right: string) => boolean) {
  const seen = all.filter(({ kind }) => may(waitingRights[kind].see));
  const busy = seen.filter(({ rows, refusal }) => rows.length > 0 || refusal !== null);
  return {
    mine: busy.filter(({ kind }) => may(waitingRights[kind].act)),
    others: busy.filter(({ kind }) => !may(waitingRights[kind].act)),
    quiet: seen.filter(({ rows, refusal, isLoading }) => rows.length === 0 && refusal === null && !isLoading).map(({ kind }) => kind),
    isLoading: seen.some(({ isLoading }) => isLoading),
  };
}
