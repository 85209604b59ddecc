// What the designer asks the hub.
import { api } from '@shared/api/client'
import { queryOptions } from '@tanstack/react-query'
import { whole, wholeAnswer } from './reading'
import type { CallFlow, FlowAnswer, FlowRun, FlowVersion, NodeKind, Problem } from './types'

interface Door {
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body?: unknown, ifMatch?: number) => Promise<T>
  create: <T>(path: string, body: unknown) => Promise<T>
  put: <T>(path: string, body: unknown, ifMatch?: number) => Promise<T>
  delete: (path: string, ifMatch?: number) => Promise<void>
}
const door = api as unknown as Door

export const flowDoor = {
  make: async (flow: CallFlow) => wholeAnswer(await door.create<FlowAnswer>('/flows', flow)),
  save: async (id: string, flow: CallFlow, version: number) => wholeAnswer(await door.put<FlowAnswer>(`/flows/${id}`, flow, version)),
  remove: (id: string, version: number) => door.delete(`/flows/${id}`, version),
  check: (flow: CallFlow) => door.post<{ problems: Problem[] }>('/flows/check', flow),
  publish: async (id: string, note: string, read: number) =>
    wholeAnswer(await door.post<FlowAnswer>(`/flows/${id}/publish`, { note }, read)),
  rollBack: async (id: string, version: number, read: number) =>
    wholeAnswer(await door.post<FlowAnswer>(`/flows/${id}/rollback`, { version }, read)),
  attempt: (id: string, facts: Record<string, string>, codes: Record<string, string>) =>
    door.post<FlowRun>(`/flows/${id}/try`, { facts, published: false, codes }),
}

export const flowNodesQuery = queryOptions({
  queryKey: ['flow-nodes'],
  staleTime: 60_000,
  refetchOnWindowFocus: false,
  queryFn: () => door.get<{ items: NodeKind[] }>('/flow-nodes'),
})

export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: async () => ({ items: (await door.get<{ items: FlowAnswer[] }>('/flows')).items.map(wholeAnswer) }),
})

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', id],
    refetchOnWindowFocus: false,
    queryFn: async () => wholeAnswer(await door.get<FlowAnswer>(`/flows/${id}`)),
  })

export const flowVersionsQuery = (id: string) =>
  queryOptions({ queryKey: ['flows', id, 'versions'], queryFn: () => door.get<{ items: FlowVersion[] }>(`/flows/${id}/versions`) })

export const flowVersionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['flows', id, 'versions', version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => whole(await door.get<CallFlow>(`/flows/${id}/versions/${version}`)),
  })
