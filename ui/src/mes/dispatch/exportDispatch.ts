import { download, toCsv, toXlsx, type ExportColumn } from '../../shared/components/export';
import type { Translate } from '../../shared/texts/useText';
import type { DispatchRow } from '../shapes';

/** The list as it stands on the screen, as a file. */
export async function exportRows(rows: readonly DispatchRow[], workCentreNo: string, t: Translate, kind: 'csv' | 'xlsx'): Promise<void> {
  const columns: ExportColumn<DispatchRow>[] = [
    { heading: t('mes:dispatch.job'), value: ({ job }) => job.no },
    { heading: t('mes:dispatch.operation'), value: ({ job }) => job.description },
    { heading: t('mes:dispatch.item'), value: ({ job }) => job.itemNo },
    { heading: t('mes:dispatch.state'), value: ({ job }) => t(`mes:jobState.${job.state}`) },
    { heading: t('mes:job.good'), value: ({ job }) => job.good },
    { heading: t('mes:dispatch.planned'), value: ({ job }) => job.planned },
    { heading: t('mes:dispatch.unit'), value: ({ job }) => job.unit },
    { heading: t('mes:dispatch.leftSeconds'), value: (row) => row.runSecondsLeft },
    { heading: t('mes:dispatch.priority'), value: ({ job }) => job.priority },
    { heading: t('mes:dispatch.due'), value: ({ job }) => job.dueUtc },
    { heading: t('mes:dispatch.ready'), value: (row) => row.blocks.map((block) => block.sentence).join(' ') },
  ];
  const file = kind === 'csv'
    ? new Blob([toCsv(rows, columns)], { type: 'text/csv;charset=utf-8' })
    : await toXlsx(rows, columns, workCentreNo);
  download(file, `dispatch-${workCentreNo}.${kind}`);
}
