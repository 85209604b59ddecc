// What the designer asks the hub.
import { api } from '@shared/api/client'
import { queryOptions } from '@tanstack/react-query'
import { sent, whole, wholeAnswer } from './reading'
import type { CallFlow } from './types'

export const flowDoor = {
  make: async (flow: CallFlow) => wholeAnswer(await api.create('/flows', sent(flow))),
  save: async (id: string, flow: CallFlow, read: number) => wholeAnswer(await api.put(`/flows/${id}`, sent(flow), read)),
  remove: (id: string, read: number) => api.delete(`/flows/${id}`, read),
  check: (flow: CallFlow) => api.post('/flows/check', sent(flow)),
  publish: async (id: string, note: string, read: number) => wholeAnswer(await api.post(`/flows/${id}/publish`, { note }, read)),
  rollBack: async (id: string, version: number, read: number) => wholeAnswer(await api.post(`/flows/${id}/rollback`, { version }, read)),
  attempt: (id: string, facts: Record<string, string>, codes: Record<string, string>) =>
    api.post(`/flows/${id}/try`, { facts, published: false, codes }),
}

export const flowNodesQuery = queryOptions({
  queryKey: ['flow-nodes'],
  staleTime: 60_000,
  refetchOnWindowFocus: false,
  queryFn: () => api.get('/flow-nodes'),
})

export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: async () => ({ items: (await api.get('/flows')).items.map(wholeAnswer) }),
})

export const flowQuery = (id: string) =>
  queryOptions({ queryKey: ['flows', id], refetchOnWindowFocus: false, queryFn: async () => wholeAnswer(await api.get(`/flows/${id}`)) })

export const flowVersionsQuery = (id: string) =>
  queryOptions({ queryKey: ['flows', id, 'versions'], queryFn: () => api.get(`/flows/${id}/versions`) })

export const flowVersionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['flows', id, 'versions', version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => whole(await api.get(`/flows/${id}/versions/${version}`)),
  })
