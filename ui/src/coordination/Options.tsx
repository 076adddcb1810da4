import { Button, Table, Text } from '@mantine/core';
import { DisabledWhy } from '../shared/components/DisabledWhy';
import { useSession } from '../shared/shell/session';
import { useText } from '../shared/texts/useText';
import type { WayOut } from './shapes';

interface Props {
  options: readonly WayOut[];
  chosen: string | undefined;
  asked: boolean;
  onShow: (id: string) => void;
  onChoose: (option: WayOut) => void;
}

/** The ways out side by side, the best first. Columns that say nothing about these options are left out. */
export function Options({ options, chosen, asked, onShow, onChoose }: Props) {
  const { t } = useText();
  const { may } = useSession();
  const moving = options.some((each) => each.moves.length > 0 || each.lateOrders > 0 || each.weightedTardinessHours > 0);
  const priced = options.some((each) => each.cost !== null);
  return (
    <Table.ScrollContainer minWidth={moving ? 760 : 420}>
      <Table aria-label={t('coordination:options')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('coordination:rank')}</Table.Th><Table.Th>{t('coordination:what')}</Table.Th><Table.Th />
            {priced && <Table.Th ta="right">{t('coordination:cost')}</Table.Th>}
            {moving && (
              <>
                <Table.Th ta="right">{t('coordination:lateOrders')}</Table.Th><Table.Th ta="right">{t('coordination:tardiness')}</Table.Th><Table.Th ta="right">{t('coordination:setups')}</Table.Th>
                <Table.Th ta="right">{t('coordination:changes')}</Table.Th><Table.Th ta="right">{t('coordination:moves')}</Table.Th>
              </>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {options.map((each) => (
            <Table.Tr key={each.id} aria-selected={each.id === chosen} bg={each.id === chosen ? 'var(--mantine-color-default-hover)' : undefined}>
              <Table.Td>{each.rank}</Table.Td>
              <Table.Td>
                <Button variant="subtle" size="compact-md" onClick={() => onShow(each.id)} aria-pressed={each.id === chosen}>{t(`coordination:ways.${each.kind}`)}</Button>
                {each.barred && <Text size="sm">{t('coordination:barred')}: <span lang="en">{each.barred}</span></Text>}
              </Table.Td>
              <Table.Td>
                {asked && !each.barred && (
                  <DisabledWhy why={may('coordination.decide') ? undefined : t('coordination:right')}>
                    <Button variant={each.rank === 1 ? 'filled' : 'default'} onClick={() => onChoose(each)}>{t('coordination:choose')}</Button>
                  </DisabledWhy>
                )}
              </Table.Td>
              {priced && <Table.Td ta="right">{each.cost?.toLocaleString() ?? ''}</Table.Td>}
              {moving && (
                <>
                  <Table.Td ta="right">{each.lateOrders}</Table.Td><Table.Td ta="right">{each.weightedTardinessHours}</Table.Td><Table.Td ta="right">{each.setupHours}</Table.Td>
                  <Table.Td ta="right">{each.machineChanges}</Table.Td><Table.Td ta="right">{each.startMoves}</Table.Td>
                </>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
