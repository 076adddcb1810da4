import { Button, Group, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Go } from '../../shared/components/columns';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { DateTime } from '../../shared/components/Times';
import { formatNumber, formatQuantity, unitSymbol } from '../../shared/components/units';
import { useCommand } from '../../shared/http/useCommand';
import { useRead } from '../../shared/http/useRead';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { StockStatusWord } from '../OrderState';
import { itemPath, stockPath, tracePath } from '../paths';
import type { StockStatus } from '../shapes';
import { entered, lineErrors, type Entered, type SheetLine } from './counting';

interface Sheet {
  no: string; place: string; madeUtc: string; lines: SheetLine[];
}

interface Counted {
  moves: unknown[];
  lines: SheetLine[];
}

/** A count sheet: what the books say, and beside it what is on the shelf. */
export default function CountSheetPage() {
  const { t } = useText();
  const { no = '' } = useParams();
  const read = useRead<Sheet>('/api/erp/count-sheets/{no}', { params: { no }, topics: ['erp.stock'] });
  const sheet = read.data?.no === no ? read.data : undefined;
  const open = sheet?.lines.filter((line) => line.counted === null).length ?? 0;
  return (
    <>
      <PageHeader title={no} crumbs={[{ title: t('erp:stock.counts'), to: stockPath({ tab: 'counts' }) }, { title: no }]}>
        {sheet && (
          <Group gap="sm">
            <Go to={stockPath({ place: sheet.place })}>{sheet.place}</Go>
            <Text size="sm" span><DateTime value={sheet.madeUtc} /></Text>
            <Text size="sm" span>{open === 0 ? t('erp:count.done') : t('erp:count.left', { count: open })}</Text>
          </Group>
        )}
      </PageHeader>
      <RefusalNotice refusal={read.refusal} onRetry={() => void read.refetch()} />
      {sheet && <Lines key={sheet.no} sheet={sheet} onCounted={() => void read.refetch()} />}
    </>
  );
}

function Lines({ sheet, onCounted }: { sheet: Sheet; onCounted: () => void }) {
  const { t, language } = useText();
  const { may } = useSession();
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [sent, setSent] = useState<Entered['lines']>([]);
  const [again, setAgain] = useState<ReadonlySet<number>>(new Set());
  const [booked, setBooked] = useState<number>();
  const count = useCommand<object, Counted>('/api/erp/stock-counts', {
    topics: ['erp.stock'],
    onDone: ({ moves, lines }) => {
      const repeat = new Set(lines.filter((line) => line.recount).map((line) => line.lineNo));
      setAgain(repeat);
      setBooked(moves.length);
      setAsked(false);
      // What must be counted again must be looked at again: the old figure would be a guess.
      setTyped({});
      onCounted();
    },
  });
  const { lines, problems } = entered(sheet.lines, typed);
  const said = lineErrors(count.refusal?.errors ?? {}, sent);
  const open = sheet.lines.some((line) => line.counted === null);
  const why = !may('erp.stock') ? t('erp:right.stock') : !open ? t('erp:count.done') : undefined;
  const short = reason.trim().length < 3;
  const problem = (line: SheetLine) => (asked && problems[line.lineNo] ? t('shell:quantity.notANumber') : undefined) ?? said[line.lineNo];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (lines.length === 0 || short || Object.keys(problems).length > 0) return;
        setSent(lines);
        void count.send({ sheetNo: sheet.no, lines, reason: reason.trim() });
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('erp:count.help')}</Text>
        {booked !== undefined && <Text role="status" fw={600}>{t('erp:count.booked', { count: booked })}{again.size > 0 && ` ${t('erp:count.again', { count: again.size })}`}</Text>}
        {/* Scrollable parts take the focus, so that the keyboard scrolls them too. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="data-table-scroll" style={{ maxHeight: '60vh' }} tabIndex={0} role="region" aria-label={t('erp:count.lines')}>
          <Table className="data-table" aria-label={t('erp:count.lines')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col" className="numeric">{t('erp:bills.line')}</Table.Th><Table.Th scope="col">{t('erp:field.item')}</Table.Th><Table.Th scope="col">{t('erp:field.lot')}</Table.Th>
                <Table.Th scope="col">{t('erp:field.status')}</Table.Th><Table.Th scope="col" className="numeric">{t('erp:count.book')}</Table.Th><Table.Th scope="col">{t('erp:count.counted')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sheet.lines.map((line) => (
                <Table.Tr key={line.lineNo}>
                  <Table.Td className="numeric">{line.lineNo}</Table.Td>
                  <Table.Td><Go to={itemPath(line.itemNo)}>{line.itemNo}</Go>{line.revision && ` ${line.revision}`}</Table.Td>
                  <Table.Td>{line.serialNo ?? line.lotNo ? <Go to={tracePath((line.serialNo ?? line.lotNo)!)}>{line.serialNo ?? line.lotNo}</Go> : '–'}</Table.Td>
                  <Table.Td><StockStatusWord status={line.status as StockStatus} /></Table.Td>
                  <Table.Td className="numeric">{formatQuantity(line.book, language)}</Table.Td>
                  <Table.Td miw={220}>
                    {line.counted ? (
                      <Text span fw={650} className="tabular">
                        {formatQuantity(line.counted, language)}
                        {line.counted.value !== line.book.value && ` (${line.counted.value > line.book.value ? '+' : '−'}${formatNumber(Math.abs(line.counted.value - line.book.value), language, 6)})`}
                      </Text>
                    ) : (
                      <>
                        <TextInput
                          aria-label={t('erp:count.cell', { line: line.lineNo, unit: unitSymbol(line.book.unit, language) })} value={typed[line.lineNo] ?? ''} inputMode="decimal" autoComplete="off"
                          disabled={!may('erp.stock')} error={problem(line)} styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
                          onChange={(event) => {
                            const { value } = event.currentTarget;
                            setTyped((now) => ({ ...now, [line.lineNo]: value }));
                          }}
                        />
                        {again.has(line.lineNo) && <Text size="sm" fw={650}>{`⚠ ${t('erp:count.recount')}`}</Text>}
                      </>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        {open && may('erp.stock') && (
          <Textarea
            label={t('erp:field.reason')} required value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize maxLength={500} maw={640}
            error={(asked && short ? t('shell:reason.tooShort', { count: 3 }) : undefined) ?? count.errorAt('reason')}
          />
        )}
        <RefusalNotice
          refusal={count.refusal} fields={['reason', ...Object.keys(count.refusal?.errors ?? {}).filter((key) => key.startsWith('lines['))]}
          {...(count.refusal?.isRetryable ? { onRetry: () => void count.retry(), retrying: count.pending } : {})}
        />
        <Group gap={8}>
          <DisabledWhy why={why ?? (lines.length === 0 && Object.keys(problems).length === 0 ? t('erp:count.nothing') : undefined)}>
            <Button type="submit" loading={count.pending}>{t('erp:count.enter', { count: lines.length })}</Button>
          </DisabledWhy>
        </Group>
      </Stack>
    </form>
  );
}
