import { api } from '@shared/api/client'
import { useQuery } from '@tanstack/react-query'
import { caseTypesQuery, factsQuery, referencesQuery } from '../queries'

const settled = 5 * 60_000

/** Everything the editor offers in its lists. */
export function useOffers(connectionId: string) {
  const described = useQuery({
    queryKey: ['describe', connectionId],
    staleTime: settled,
    retry: false,
    queryFn: () => api.get(`/connections/${connectionId}/describe`),
  })
  const facts = useQuery(factsQuery())
  const references = useQuery(referencesQuery(connectionId))
  const types = useQuery(caseTypesQuery)
  return { described, facts, references, types }
}

export function useCodes(connectionId: string, list: string | null | undefined, parent: string | undefined) {
  return useQuery({
    queryKey: ['codes', connectionId, list, parent ?? ''],
    enabled: Boolean(list),
    staleTime: settled,
    retry: false,
    queryFn: () => api.get(`/connections/${connectionId}/codes`, { list: list ?? '', parent }),
  })
}
