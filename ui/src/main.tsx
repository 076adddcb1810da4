import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@xyflow/react/dist/style.css';
import './shared/theme/theme.css';
import { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { makeRouter } from './app/routes';
import { offerUpdates } from './app/updates';
import { isRefusal } from './shared/http/refusal';
import { makeQueue } from './shared/offline/useQueue';
import { startLanguage } from './shared/texts/useText';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal is an answer; only silence is worth another try.
      retry: (count, error) => count < 2 && isRefusal(error) && error.isRetryable,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

document.documentElement.lang = startLanguage();
createRoot(document.getElementById('root')!).render(<App queries={queries} queue={makeQueue(queries)} router={makeRouter()} />);
offerUpdates();
