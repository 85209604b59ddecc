import { api } from '@shared/api/client'
import { queryOptions } from '@tanstack/react-query'

// What more than one page asks the hub, each under the one key by which it is kept and refreshed.
const settled = 5 * 60_000

export const caseTypesQuery = queryOptions({ queryKey: ['case-types'], queryFn: () => api.get('/case-types') })

export const caseTypeQuery = (name: string) =>
  queryOptions({ queryKey: ['case-types', name], refetchOnWindowFocus: false, queryFn: () => api.get(`/case-types/${name}`) })

export const rulesQuery = (caseType: string) =>
  queryOptions({ queryKey: ['rules', caseType], queryFn: () => api.get(`/case-types/${caseType}/rules`) })

export const factsQuery = (caseType?: string) =>
  queryOptions({ queryKey: ['facts', caseType ?? ''], staleTime: settled, queryFn: () => api.get('/facts', { caseType }) })

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => api.get('/connectors'),
})

export const connectionsQuery = queryOptions({ queryKey: ['connections'], queryFn: () => api.get('/connections') })

export const connectionQuery = (id: string) =>
  queryOptions({ queryKey: ['connections', id, 'one'], queryFn: ({ signal }) => api.get(`/connections/${id}`, undefined, signal) })

export const authorizationQuery = (id: string) =>
  queryOptions({ queryKey: ['connections', id, 'authorization'], queryFn: () => api.get(`/connections/${id}/authorization`) })

export const conversationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'conversations'],
    refetchOnWindowFocus: false,
    queryFn: () => api.get(`/connections/${id}/conversations`),
  })

export const dynamicDataQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'dynamic-data'],
    refetchOnWindowFocus: false,
    queryFn: () => api.get(`/connections/${id}/dynamic-data`),
  })

export const identificationQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'identification'],
    refetchOnWindowFocus: false,
    queryFn: () => api.get(`/connections/${id}/identification`),
  })

export const describeQuery = (id: string) =>
  queryOptions({ queryKey: ['describe', id], staleTime: settled, retry: false, queryFn: () => api.get(`/connections/${id}/describe`) })

export const queryFieldsQuery = (id: string, recordType: string, path?: string) =>
  queryOptions({
    queryKey: ['query-fields', id, recordType, path ?? ''],
    staleTime: settled,
    retry: false,
    queryFn: () => api.get(`/connections/${id}/record-types/${recordType}/query-fields`, { path }),
  })

export const referencesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['connections', connectionId, 'references'],
    queryFn: () => api.get(`/connections/${connectionId}/references`),
  })

export const templatesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['connections', connectionId, 'templates'],
    queryFn: () => api.get(`/connections/${connectionId}/templates`),
  })

export const templateQuery = (connectionId: string, templateId: string) =>
  queryOptions({
    queryKey: ['connections', connectionId, 'templates', templateId],
    refetchOnWindowFocus: false,
    queryFn: () => api.get(`/connections/${connectionId}/templates/${templateId}`),
  })
