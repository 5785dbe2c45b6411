/** What stands around every page: colours, what was asked of the service, and the way to each page. */
import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { RouterProvider } from 'react-router';
import { Fault } from './api/ask.ts';
import { router } from './router.tsx';
import { goToSignIn } from './session/ways.ts';
import { useTheme } from './theme.ts';

/** Styles are made while the program runs: the policy of the page lets in those that carry its nonce. */
const renderer = createDOMRenderer(document, {
  styleElementAttributes: {
    nonce: document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '',
  },
});

/** A session that is over is begun anew, and leads back here. */
function onFault(fault: Error): void {
  if (fault instanceof Fault && fault.status === 401) goToSignIn();
}

const client = new QueryClient({
  queryCache: new QueryCache({ onError: onFault }),
  mutationCache: new MutationCache({ onError: onFault }),
  defaultOptions: {
    queries: {
      // The service says what has changed; until then what is here is good.
      staleTime: 60_000,
      retry: (failures, fault) =>
        failures < 2 && (!(fault instanceof Fault) || fault.status === 0 || fault.status >= 500),
    },
  },
});

export function Centre(): ReactElement {
  return (
    <RendererProvider renderer={renderer}>
      <FluentProvider theme={useTheme()} style={{ height: '100%' }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  );
}
