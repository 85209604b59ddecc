import { api } from '@shared/api/client'
import type { Fact } from '@shared/api/types'
import { queryOptions, useQuery } from '@tanstack/react-query'

export const sessionFactsQuery = queryOptions({
  queryKey: ['sessions', 'facts'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => api.get('/sessions/facts', undefined, signal),
})

const none: Fact[] = []

/** What is known of a session and may be named; none while the hub has not told it yet. */
export const useSessionFacts = (): Fact[] => useQuery(sessionFactsQuery).data?.items ?? none
