import { Center, Loader, Modal, Stack, Text } from '@mantine/core';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { createBrowserRouter, Navigate, Outlet, useLocation, type RouteObject } from 'react-router';
import { useRead } from '../shared/http/useRead';
import type { Refusal } from '../shared/http/refusal';
import { RefusalNotice } from '../shared/components/RefusalNotice';
import Login, { LoginForm } from '../platform/Login';
import StationLogin, { StationLoginForm } from '../platform/StationLogin';
import { DeskShell } from '../shared/shell/DeskShell';
import { NotFound, RightMissing } from '../shared/shell/Notices';
import { pages, type Page } from '../shared/shell/pages';
import { useSession } from '../shared/shell/session';
import { StationShell } from '../shared/shell/StationShell';
import { useText } from '../shared/texts/useText';

const Home = lazy(() => import('../home/Home'));
const StationEnrolment = lazy(() => import('../platform/StationEnrolment'));
const FirstAdministrator = lazy(() => import('../platform/FirstAdministrator'));

export function routes(list: readonly Page[] = pages): RouteObject[] {
  const of = (shell: Page['shell']) => list.filter((page) => (page.shell ?? 'desk') === shell).map(routeOf);
  return [
    { path: '/login', element: <Waiting><Login /></Waiting> },
    { path: '/station/login', element: <Waiting><StationLogin /></Waiting> },
    { path: '/station/enrol', element: <Waiting><StationEnrolment /></Waiting> },
    { path: '/first-administrator', element: <Waiting><FirstAdministrator /></Waiting> },
    {
      element: <SignedIn />,
      children: [
        { element: <StationShell touch />, children: of('station') },
        { element: <StationShell touch={false} />, children: of('wall') },
        { element: <DeskShell pages={list} />, children: [{ path: '/', element: <Home pages={list} /> }, ...of('desk'), { path: '*', element: <NotFound /> }] },
      ],
    },
  ];
}

export function makeRouter() {
  return createBrowserRouter(routes());
}

function routeOf(page: Page): RouteObject {
  const Content: ComponentType = lazy(page.load);
  return { path: page.path, element: <WithRight page={page}><Content /></WithRight> };
}

function WithRight({ page, children }: { page: Page; children: ReactNode }) {
  const { may } = useSession();
  return page.right !== undefined && !may(page.right) ? <RightMissing right={page.right} /> : children;
}

function Waiting({ children }: { children?: ReactNode }) {
  const { t } = useText();
  const wait = <Center h="100dvh"><Loader aria-label={t('shell:list.loading')} /></Center>;
  return children === undefined ? wait : <Suspense fallback={wait}>{children}</Suspense>;
}

/** Lets nobody further who is not signed in, and asks again over the page when a session has ended. */
function SignedIn() {
  const { me, isLoading, error, refresh } = useSession();
  const { pathname, search } = useLocation();
  const setup = useRead<{ needsAdministrator: boolean }>('/api/platform/setup', { enabled: !isLoading && me === null && error === null });
  if (isLoading) return <Waiting />;
  if (error && !me)
    return (
      <Center h="100dvh" p="md">
        <RefusalNotice refusal={error as Refusal} onRetry={() => void refresh()} />
      </Center>
    );
  if (!me || (me.kind === 'station' && me.person === null && !pathname.startsWith('/board/'))) {
    if (!me && setup.isLoading) return <Waiting />;
    if (setup.data?.needsAdministrator) return <Navigate to="/first-administrator" replace />;
    const login = me?.station || pathname.startsWith('/station') ? '/station/login' : '/login';
    return <Navigate to={`${login}?return=${encodeURIComponent(pathname + search)}`} replace />;
  }
  return (
    <>
      <Outlet />
      <SignInAgain />
    </>
  );
}

function SignInAgain() {
  const { t } = useText();
  const { expired, me } = useSession();
  const station = Boolean(me?.station);
  return (
    <Modal
      opened={expired} onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} centered
      size={station ? 'xl' : 'md'} title={<Text fw={650}>{t('shell:again.title')}</Text>}
    >
      <Stack gap="sm" data-density={station ? 'station' : undefined}>
        <Text size="sm">{t('shell:again.help')}</Text>
        {station ? <StationLoginForm /> : <LoginForm />}
      </Stack>
    </Modal>
  );
}
