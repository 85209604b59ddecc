import { api } from '@shared/api/client'
import type { CaseType, Code, Fact, Items, RecordType, Reference, Template } from '@shared/api/types'
import { useQuery } from '@tanstack/react-query'
import { referencesKey } from '../integrations/ReferencesTab'

const settled = 5 * 60_000

/** Everything the editor offers in its lists. */
export function useOffers(connectionId: string) {
  const described = useQuery({
    queryKey: ['describe', connectionId],
    staleTime: settled,
    retry: false,
    queryFn: () => api.get<{ recordTypes: RecordType[] }>(`/connections/${connectionId}/describe`),
  })
  const facts = useQuery({ queryKey: ['facts'], staleTime: settled, queryFn: () => api.get<Items<Fact>>('/facts') })
  const references = useQuery({
    queryKey: referencesKey(connectionId),
    queryFn: () => api.get<Items<Reference>>(`/connections/${connectionId}/references`),
  })
  const types = useQuery({ queryKey: ['case-types'], queryFn: () => api.get<Items<CaseType>>('/case-types') })
  return { described, facts, references, types }
}

export interface Codes {
  items: Code[]
  loadedAt: string
  stale: boolean
}

export function useCodes(connectionId: string, list: string | null | undefined, parent: string | undefined) {
  return useQuery({
    queryKey: ['codes', connectionId, list, parent ?? ''],
    enabled: Boolean(list),
    staleTime: settled,
    retry: false,
    queryFn: () => api.get<Codes>(`/connections/${connectionId}/codes`, { list, parent }),
  })
}

export function useTemplate(connectionId: string, templateId: string) {
  return useQuery({
    queryKey: ['connections', connectionId, 'templates', templateId],
    enabled: templateId !== 'new',
    refetchOnWindowFocus: false,
    queryFn: () => api.get<Template>(`/connections/${connectionId}/templates/${templateId}`),
  })
}
