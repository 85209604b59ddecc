import { api } from '@shared/api/client'
import { queryOptions } from '@tanstack/react-query'
import type { Presence } from './types'

export const readFloor = (zone: string) => api.get('/desk/supervisor', { zone })

export const setPresence = (user: string, presence: Presence, reason: string | null) =>
  api.put(`/desk/agents/${user}/presence`, { presence, reason })

export const todayQuery = (zone: string) =>
  queryOptions({
    queryKey: ['desk', 'today', zone],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => api.get('/desk/today', { zone }, signal),
  })

export const settingsQuery = queryOptions({
  queryKey: ['desk', 'settings', 'floor'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await api.get('/desk/settings', undefined, signal)).settings,
})
