import { api } from '@shared/api/client'
import type { Session } from '@shared/api/types'
import type { Command } from './state'
import type { DeskView } from './types'

/** The addresses of the desk, by what an agent means by them. */
const door = api as unknown as {
  get: <T>(path: string, query?: object, signal?: AbortSignal) => Promise<T>
  post: <T>(path: string, body?: unknown) => Promise<T>
  create: <T>(path: string, body: unknown) => Promise<T>
  put: <T>(path: string, body: unknown) => Promise<T>
  remove: <T>(path: string) => Promise<T>
}

export const readDesk = () => door.get<DeskView>('/desk')

export interface TransferTarget {
  toQueue?: string
  toAgentEmail?: string
  toNumber?: string
  consult: boolean
}

/** Sends what an agent asked for. Some commands are answered with the desk as it is then. */
export function send(command: Command, more?: object): Promise<unknown> {
  switch (command.kind) {
    case 'presence':
      return door.put('/desk/presence', { presence: command.presence, reason: command.reason })
    case 'disposition':
      return door.post(`/desk/sessions/${command.session}/disposition`, {
        disposition: command.disposition,
        subDisposition: command.subDisposition,
      })
    default:
      return door.post(`/desk/sessions/${command.session}/${command.kind}`, more)
  }
}

export interface FormField {
  name: string
  label: string
  type: string
  required?: boolean
  /** Most characters; none where there is no bound. */
  length?: number | null
  choices?: (string | { value: string; label: string })[] | null
  value?: string | null
}
export interface RecordForm {
  connectionId: string
  connectionName?: string
  recordType: string
  label?: string
  person?: boolean
  fields: FormField[]
}
export interface SearchedRecord {
  recordType: string
  record: string
  name: string | null
  url: string | null
  summary: string | null
}
export interface RecordPointer {
  connectionId: string
  recordType: string
  record: string
  name?: string | null
}

export const readForms = (session: string, signal?: AbortSignal) =>
  door.get<{ items: RecordForm[] }>(`/sessions/${session}/record-forms`, undefined, signal)
export const createRecord = (
  session: string,
  body: { connectionId: string; recordType: string; values: Record<string, string>; another?: boolean },
) => door.create<{ deliveryId: string }>(`/sessions/${session}/records`, body)
export const relate = (session: string, to: RecordPointer) => door.post<Session>(`/sessions/${session}/related`, to)
export const unrelate = (session: string) => door.remove<Session>(`/sessions/${session}/related`)
export const choosePerson = (session: string, one: RecordPointer) => door.post<unknown>(`/sessions/${session}/person`, one)
export const searchRecords = (connection: string, text: string) =>
  door.post<{ items: SearchedRecord[] }>(`/connections/${connection}/records/search`, { text, withinMs: 4_000 })
export const keepNote = (session: string, key: string, text: string) => api.post(`/sessions/${session}/notes`, { key, text })
export const readAgents = (signal?: AbortSignal) =>
  door.get<{ items: { user: { name: string; email: string }; presence: string }[] }>('/desk/agents', undefined, signal)
export const readQueues = (signal?: AbortSignal) => door.get<{ queues: { name: string }[] }>('/desk/queues', undefined, signal)
