import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

const server = 'http://localhost:5080';

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      // The new version waits until the person accepts it: a reload in the middle of a report would be rude.
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: ['icon.svg', 'icon-192.png', 'icon-512.png'],
      manifest: {
        name: 'Tactus',
        short_name: 'Tactus',
        description: 'Tactus',
        start_url: '/',
        display: 'standalone',
        background_color: '#f4f6f8',
        theme_color: '#1b2128',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2}'],
        // The layout engine is large and belongs to the desk; a terminal never draws a graph.
        globIgnores: ['**/elk*'],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/openapi\//, /^\/health/, /^\/metrics/],
        cleanupOutdatedCaches: true,
        // The first visit is kept too: a terminal may lose its connection before anybody has loaded it twice.
        clientsClaim: true,
        runtimeCaching: [
          {
            // Only what a page asks to keep: a shared terminal should hold no more than its station needs.
            urlPattern: ({ request }) => request.method === 'GET' && request.headers.get('X-Tactus-Keep') === 'station',
            handler: 'NetworkFirst',
            options: {
              // Never the name of a database: what ages the answers deletes a database of the cache's name when it is set up.
              cacheName: 'tactus-station-answers',
              networkTimeoutSeconds: 4,
              expiration: { maxEntries: 300, maxAgeSeconds: 3 * 24 * 3600 },
              cacheableResponse: { statuses: [200] },
              plugins: [{
                // Says that the server did not answer, so that the page shows the age of what it has.
                cachedResponseWillBeUsed: async ({ cachedResponse }) => {
                  if (!cachedResponse) return null;
                  const headers = new Headers(cachedResponse.headers);
                  headers.set('X-Tactus-Kept', '1');
                  return new Response(await cachedResponse.blob(), { status: cachedResponse.status, headers });
                },
              }],
            },
          },
        ],
      },
    }),
  ],
  server: { proxy: { '/api': server, '/openapi': server } },
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1700 },
  test: {
    environment: 'jsdom',
    setupFiles: ['./tests/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    maxWorkers: 2,
    // One worker renders Mantine; isolation keeps stores and timers of one file out of another.
    isolate: true,
  },
});
