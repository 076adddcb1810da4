import { Anchor, Badge, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { DateTime } from '../shared/components/Times';
import { useText } from '../shared/texts/useText';
import { functionName } from './functionName';
import type { Action } from './shapes';
import { taskPath } from './taskShapes';

/** What a decision set in motion: who is asked what, what they said, what waits for whom. */
export function Actions({ actions }: { actions: readonly Action[] }) {
  const { t } = useText();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('coordination:actions')}>
        <Table.Thead><Table.Tr><Table.Th>{t('coordination:who')}</Table.Th><Table.Th>{t('coordination:action')}</Table.Th><Table.Th>{t('coordination:state')}</Table.Th><Table.Th>{t('coordination:answer')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {actions.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>{functionName(t, each.role)}</Table.Td>
              <Table.Td><Text size="sm" lang="en">{each.text}</Text></Table.Td>
              <Table.Td><Badge variant={each.state === 'begun' ? 'filled' : 'light'} color={each.state === 'refused' ? 'red' : 'gray'}>{t(`coordination:actionStates.${each.state}`)}</Badge></Table.Td>
              <Table.Td>
                {each.taskNo !== null && <Anchor component={Link} to={taskPath(each.taskNo)}>{each.taskNo}</Anchor>}{' '}
                <Text size="sm" span>{each.answer ?? ''} {each.endedUtc && <DateTime value={each.endedUtc} />}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
