import { api } from '@shared/api/client'
import { queryOptions } from '@tanstack/react-query'
import { read } from './settings'
import type { DeskSettings } from './types'

interface Door {
  get: (path: string) => Promise<unknown>
  put: (path: string, body: unknown, ifMatch?: number) => Promise<unknown>
}
const door = api as unknown as Door

export const deskSettingsQuery = queryOptions({
  queryKey: ['desk-settings'],
  refetchOnWindowFocus: false,
  queryFn: async () => read(await door.get('/desk/settings')),
})

export const saveDeskSettings = async (settings: DeskSettings, version: number) => read(await door.put('/desk/settings', settings, version))
