import { api } from '@shared/api/client'
import type { components } from '@shared/api/schema'
import { queryOptions } from '@tanstack/react-query'

type Schemas = components['schemas']

export type Subject = Schemas['LayoutSubject']
export type IntervalRow = Schemas['IntervalRow']
export type Column = Schemas['StatisticsColumn']
export type Layout = Schemas['StatisticsLayout']
export type LayoutColumn = Schemas['LayoutColumn']
export type Preset = Schemas['LayoutPreset']
export type Settings = Schemas['StatisticsSettings']
export type SettingsAnswer = Schemas['StatisticsSettingsAnswer']

export interface Asked {
  from: string
  to: string
  subject: Subject
  connection?: string
  minutes?: number
  queue?: string
  agent?: string
  zone?: string
}

export const intervalsQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['statistics', 'intervals', asked],
    queryFn: ({ signal }) => api.get('/statistics/intervals', asked, signal),
  })

export const catalogueQuery = queryOptions({
  queryKey: ['statistics', 'catalogue'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => api.get('/statistics/catalogue'),
})

export const settingsQuery = (connection: string) =>
  queryOptions({
    queryKey: ['connections', connection, 'statistics'],
    refetchOnWindowFocus: false,
    queryFn: () => api.get(`/connections/${connection}/statistics`),
  })

export const filesQuery = (connection: string) =>
  queryOptions({ queryKey: ['statistics', 'files', connection], queryFn: () => api.get('/statistics/files', { connection }) })

export const gapsQuery = (connection: string) =>
  queryOptions({ queryKey: ['statistics', 'gaps', connection], queryFn: () => api.get('/statistics/gaps', { connection }) })
