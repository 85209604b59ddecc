import '@styles/console.css'
import './console.css'
import { Notifications } from '@mantine/notifications'
import { ApiError } from '@shared/api/problem'
import { startLanguage } from '@shared/i18n'
import { Look } from '@shared/theme/Look'
import { styled } from '@shared/theme/styled'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { words } from './words'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => !(error instanceof ApiError && error.status >= 400 && error.status < 500) && count < 2,
    },
  },
})

// Not awaited here: parts that come later rely on this very file.
void start()

async function start() {
  await Promise.all([styled(), startLanguage(words)])
  const root = createRoot(document.getElementById('root') as HTMLElement)
  // In small steps, between which the browser can do what is asked of it.
  startTransition(() =>
    root.render(
      <StrictMode>
        <Look>
          <Notifications position="bottom-right" limit={4} />
          <QueryClientProvider client={client}>
            <App />
          </QueryClientProvider>
        </Look>
      </StrictMode>,
    ),
  )
}
