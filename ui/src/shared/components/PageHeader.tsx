import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../texts/useText';

interface Crumb {
  title: string;
  to?: string;
}

interface PageHeaderProps {
  title: string;
  crumbs?: readonly Crumb[];
  /** One line under the title: what the page is about now, for example the state of the order. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** Title of a page, the way back, and its actions. */
export function PageHeader({ title, crumbs = [], children, actions }: PageHeaderProps) {
  const { t } = useText();
  useEffect(() => {
    document.title = `${title} · Tactus`;
  }, [title]);
  return (
    <header style={{ marginBottom: 16 }}>
      {crumbs.length > 0 && (
        <nav aria-label={t('shell:nav.breadcrumbs')}>
          <Breadcrumbs separatorMargin={6} mb={4}>
            {crumbs.map(({ title: text, to }) => to
              ? <Anchor key={text} component={Link} to={to} size="sm">{text}</Anchor>
              : <Text key={text} size="sm">{text}</Text>)}
          </Breadcrumbs>
        </nav>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={1}>{title}</Title>
          {children && <Text component="div" mt={2}>{children}</Text>}
        </div>
        {actions && <Group gap={8}>{actions}</Group>}
      </Group>
    </header>
  );
}
