import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useText } from '../texts/useText';

export function NotFound() {
  const { t } = useText();
  const { pathname } = useLocation();
  return (
    <Stack gap="xs" p="lg">
      <Title order={1}>{t('shell:notFound.title')}</Title>
      <Text>{t('shell:notFound.help', { path: pathname })}</Text>
      <Anchor component={Link} to="/">{t('shell:notFound.home')}</Anchor>
    </Stack>
  );
}

/** Says which right is missing, so that the person can ask for exactly that one. */
export function RightMissing({ right }: { right: string }) {
  const { t } = useText();
  return (
    <Stack gap="xs" p="lg" role="alert">
      <Title order={1}>{t('shell:right.title')}</Title>
      <Text>{t('shell:right.help', { right })}</Text>
      <Anchor component={Link} to="/">{t('shell:notFound.home')}</Anchor>
    </Stack>
  );
}
