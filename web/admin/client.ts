import { ApiError } from '@shared/api/problem'
import { session } from '@shared/session'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

let leave: (to: string) => void = () => {}

/** Whoever shows pages says where to go when the hub does not know the reader any more. */
export function onSignedOut(go: (to: string) => void) {
  leave = go
}

function onError(error: unknown) {
  if (!(error instanceof ApiError) || error.status !== 401 || location.pathname === '/sign-in') return
  client.setQueryData(session.queryKey, null)
  leave(location.pathname + location.search)
}

/** What the pages asked the hub, kept while it is fresh. */
export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => !(error instanceof ApiError && error.status >= 400 && error.status < 500) && count < 2,
    },
  },
})
