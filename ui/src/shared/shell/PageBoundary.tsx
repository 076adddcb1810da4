import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { Component, Suspense, type ErrorInfo, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../texts/useText';

/** Loads lazy pages and catches what breaks in them; the shell around stays usable. */
export function PageBoundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const { t } = useText();
  return (
    // Another address is another chance: the boundary starts anew.
    <Boundary key={pathname}>
      <Suspense fallback={<Center h={240}><Loader aria-label={t('shell:list.loading')} /></Center>}>{children}</Suspense>
    </Boundary>
  );
}

class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // For the browser's own tools and for error collectors that listen there.
    globalThis.reportError?.(Object.assign(error, { componentStack: info.componentStack }));
  }

  override render() {
    const { error } = this.state;
    return error ? <PageFailed error={error} onRetry={() => this.setState({ error: null })} /> : this.props.children;
  }
}

function PageFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useText();
  return (
    <Stack gap="sm" p="lg" maw={640} role="alert">
      <Title order={1}>{t('shell:failed.title')}</Title>
      <Text>{t('shell:failed.help')}</Text>
      <Text c="dimmed" size="sm" ff="monospace">{error.message}</Text>
      <div>
        <Button onClick={onRetry} mr="xs">{t('shell:action.tryAgain')}</Button>
        <Button variant="default" onClick={() => location.reload()}>{t('shell:action.reload')}</Button>
      </div>
    </Stack>
  );
}
