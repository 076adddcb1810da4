import { Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { PageHeader } from '../../shared/components/PageHeader';
import { RefusalNotice } from '../../shared/components/RefusalNotice';
import { useText } from '../../shared/texts/useText';
import { useWorkCentres } from '../useWorkCentres';

/** Which line board to open on this screen. */
export default function Boards() {
  const { t } = useText();
  const { items, isLoading, refusal, refetch } = useWorkCentres();
  return (
    <Stack gap="sm">
      <PageHeader title={t('mes:board.title')}>{t('mes:board.help')}</PageHeader>
      <RefusalNotice refusal={refusal} onRetry={refetch} />
      {!isLoading && !refusal && items.length === 0 && <Text>{t('mes:station.noWorkCentre')}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="xs">
        {items.map(({ no, name }) => (
          <Paper key={no} component={Link} to={`/board/${encodeURIComponent(no)}`} p="md" style={{ color: 'inherit', textDecoration: 'none' }}>
            <Text fw={650}>{name}</Text>
            <Text size="sm" c="dimmed">{no}</Text>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
