import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { ApiPath } from '../../api/client';
import { Go } from '../../shared/components/columns';
import { CommandDialog } from '../../shared/components/CommandForm';
import { DisabledWhy } from '../../shared/components/DisabledWhy';
import { PageHeader } from '../../shared/components/PageHeader';
import { useSession } from '../../shared/shell/session';
import { useText } from '../../shared/texts/useText';
import { itemPath } from '../paths';
import { stateChoices } from './ItemDialogs';
import { RevisionFacts } from './RevisionWord';
import { masterRight, tag, topics, type RevisionState } from './shapes';

interface Revised {
  revision: string;
  itemRevision: string | null;
  state: RevisionState;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  note: string | null;
  version: number;
}

/** The revision that the address names, else the one valid today, else the last. */
export function useChosenRevision<T extends { revision: string }>(all: readonly T[], valid: string | null | undefined): readonly [T | undefined, (revision: string) => void] {
  const [params, setParams] = useSearchParams();
  const chosen = all.find((each) => each.revision === params.get('revision')) ?? all.find((each) => each.revision === valid) ?? all.at(-1);
  return [chosen, (revision) => setParams((now) => { now.set('revision', revision); return now; })];
}

export type MethodDialog = 'change' | 'new' | 'state';

interface RevisionFrameProps {
  title: string;
  list: { title: string; to: string };
  itemNo: string;
  revisions: readonly Revised[];
  chosen: Revised | undefined;
  valid: string | null | undefined;
  onChoose: (revision: string) => void;
  onOpen: (dialog: MethodDialog) => void;
  children: ReactNode;
}

/** The page of a bill or routing of an item: which revision is shown, what can be done with it. */
export function RevisionFrame({ title, list, itemNo, revisions, chosen, valid, onChoose, onOpen, children }: RevisionFrameProps) {
  const { t } = useText();
  const { may } = useSession();
  const why = may(masterRight) ? undefined : t('erp:right.masterData');
  return (
    <>
      <PageHeader
        title={title} crumbs={[list, { title: itemNo }]}
        actions={(
          <>
            {chosen && <DisabledWhy why={why ?? (chosen.state === 'draft' ? undefined : t('erp:revision.frozen'))}><Button variant="default" onClick={() => onOpen('change')}>{t('erp:revision.edit')}</Button></DisabledWhy>}
            {chosen && !why && chosen.state !== 'obsolete' && <Button variant="default" onClick={() => onOpen('state')}>{t(chosen.state === 'draft' ? 'erp:revision.release' : 'erp:revision.close')}</Button>}
            {!why && <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => onOpen('new')}>{t('erp:revision.add')}</Button>}
          </>
        )}
      >
        <Go to={itemPath(itemNo)}>{t('erp:items.open', { item: itemNo })}</Go>
        {chosen ? (
          <Group gap="md" mt={6} align="center">
            <NativeSelect
              aria-label={t('erp:field.revision')} value={chosen.revision} onChange={(event) => onChoose(event.currentTarget.value)}
              data={revisions.map((each) => ({ value: each.revision, label: t('erp:workOrders.revision', { revision: each.revision }) }))}
            />
            <RevisionFacts of={chosen} valid={chosen.revision === valid} />
          </Group>
        ) : <Text mt="sm">{t('erp:revision.noneHere')}</Text>}
      </PageHeader>
      {children}
    </>
  );
}

interface StateDialogProps {
  of: Revised;
  title: string;
  path: ApiPath<'post'>;
  /** Everything that the command names beside state and days, as it is. */
  same: Record<string, unknown>;
  onReload: () => void;
  onClose: () => void;
}

/** Releases a draft, sets the last day of a released revision, or takes it out of use. Its lines go along unchanged. */
export function StateDialog({ of, title, path, same, onReload, onClose }: StateDialogProps) {
  const { t } = useText();
  return (
    <CommandDialog
      opened title={title} path={path} submit={t('shell:action.save')} topics={topics.items} fixed={same} ifMatch={tag(of.version)} onReload={onReload} onDone={onClose} onClose={onClose}
      fields={[
        { name: 'state', kind: 'choice', label: t('erp:field.state'), required: true, start: of.state === 'draft' ? 'released' : of.state, options: stateChoices(t) },
        { name: 'effectiveFrom', kind: 'day', label: t('erp:revision.from'), help: t('erp:revision.fromHelp'), start: of.effectiveFrom ?? '' },
        { name: 'effectiveTo', kind: 'day', label: t('erp:revision.to'), help: t('erp:revision.toHelp'), start: of.effectiveTo ?? '' },
        { name: 'note', kind: 'long', label: t('erp:field.note'), start: of.note ?? '' },
        { name: 'reason', kind: 'long', label: t('erp:master.reason'), help: t('erp:revision.reasonHelp') },
      ]}
    />
  );
}
