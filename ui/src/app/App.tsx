import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { RouterProvider, type createBrowserRouter } from 'react-router';
import { LiveContext, useLiveStream } from '../shared/live/useLive';
import type { CommandQueue } from '../shared/offline/commandQueue';
import { QueueContext } from '../shared/offline/useQueue';
import { SessionProvider, useSession } from '../shared/shell/session';
import { useHeartbeat } from '../shared/shell/useHeartbeat';
import { cssVariables, theme } from '../shared/theme/theme';

interface AppProps {
  queries: QueryClient;
  queue: CommandQueue;
  router: ReturnType<typeof createBrowserRouter>;
}

export function App({ queries, queue, router }: AppProps) {
  return (
    <Ground queries={queries} queue={queue}>
      <RouterProvider router={router} />
    </Ground>
  );
}

/** What every page stands on: theme, queries, session, live stream, queue. */
export function Ground({ queries, queue, children }: Omit<AppProps, 'router'> & { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queries}>
        <QueueContext value={queue}>
          <SessionProvider>
            <LiveGround queue={queue}>{children}</LiveGround>
          </SessionProvider>
        </QueueContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function LiveGround({ queue, children }: { queue: CommandQueue; children: ReactNode }) {
  const { me, expired } = useSession();
  const signedIn = me !== null && !expired;
  const live = useLiveStream(signedIn);
  useHeartbeat(queue);
  useEffect(() => {
    // Somebody is here: what waited for a sign-in, or was left by an earlier run, may go.
    if (signedIn) void queue.start();
  }, [signedIn, queue]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
