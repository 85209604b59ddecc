import '@styles/admin.css'
import { Notifications } from '@mantine/notifications'
import { startLanguage } from '@shared/i18n'
import { Look } from '@shared/theme/Look'
import { styled } from '@shared/theme/styled'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { client } from './client'
import { router } from './router'

// Not awaited here: pages that come later rely on this very file, and would wait for it while it waits for them.
void start()

/** The outline in index.html stays until there is a page to take its place. */
async function start() {
  await Promise.all([styled(), startLanguage(), router.load()])
  const root = createRoot(document.getElementById('root') as HTMLElement)
  // In small steps, between which the browser can do what is asked of it.
  startTransition(() =>
    root.render(
      <StrictMode>
        <Look>
          <Notifications position="bottom-right" />
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Look>
      </StrictMode>,
    ),
  )
}
