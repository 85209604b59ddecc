import { api } from '@shared/api/client'
import { queryOptions } from '@tanstack/react-query'
import type { DeskSettings, DeskToday, Presence, SupervisorView } from './types'

const door = api as unknown as {
  get: <T>(path: string, query?: object, signal?: AbortSignal) => Promise<T>
  put: <T>(path: string, body: unknown) => Promise<T>
}

export const readFloor = (zone: string) => door.get<SupervisorView>('/desk/supervisor', { zone })

export const setPresence = (user: string, presence: Presence, reason: string | null) =>
  door.put<unknown>(`/desk/agents/${user}/presence`, { presence, reason })

export const todayQuery = (zone: string) =>
  queryOptions({
    queryKey: ['desk', 'today', zone],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => door.get<DeskToday>('/desk/today', { zone }, signal),
  })

export const settingsQuery = queryOptions({
  queryKey: ['desk', 'settings', 'floor'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await door.get<{ settings: DeskSettings }>('/desk/settings', undefined, signal)).settings,
})
