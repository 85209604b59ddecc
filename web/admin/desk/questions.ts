import { api } from '@shared/api/client'
import { queryOptions } from '@tanstack/react-query'
import { read } from './settings'
import type { DeskSettings } from './types'

export const deskSettingsQuery = queryOptions({
  queryKey: ['desk-settings'],
  refetchOnWindowFocus: false,
  queryFn: async () => read(await api.get('/desk/settings')),
})

export const saveDeskSettings = async (settings: DeskSettings, version: number) => read(await api.put('/desk/settings', settings, version))
