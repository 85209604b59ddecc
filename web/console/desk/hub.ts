import { api } from '@shared/api/client'
import type { Command } from './state'
import type { DeskView, NewRecord, RecordPointer } from './types'

export const readDesk = () => api.get('/desk')

const onSession = {
  accept: (id: string) => api.post(`/desk/sessions/${id}/accept`),
  decline: (id: string) => api.post(`/desk/sessions/${id}/decline`),
  hold: (id: string) => api.post(`/desk/sessions/${id}/hold`),
  resume: (id: string) => api.post(`/desk/sessions/${id}/resume`),
  pauseRecording: (id: string) => api.post(`/desk/sessions/${id}/recording/pause`),
  resumeRecording: (id: string) => api.post(`/desk/sessions/${id}/recording/resume`),
  complete: (id: string) => api.post(`/desk/sessions/${id}/complete`),
  hangUp: (id: string) => api.post(`/desk/sessions/${id}/hangUp`),
}

/** Sends what an agent asked for; the answer is the desk as it is then. */
export function send(command: Command): Promise<DeskView> {
  switch (command.kind) {
    case 'presence':
      return api.put('/desk/presence', { presence: command.presence, reason: command.reason })
    case 'disposition': {
      const { disposition, subDisposition } = command
      return api.post(`/desk/sessions/${command.session}/disposition`, { disposition, subDisposition })
    }
    case 'transfer':
      return api.post(`/desk/sessions/${command.session}/transfer`, command.to)
    default:
      return onSession[command.kind](command.session)
  }
}

export const readForms = (session: string, signal?: AbortSignal) => api.get(`/sessions/${session}/record-forms`, undefined, signal)
export const createRecord = (session: string, record: NewRecord) => api.create(`/sessions/${session}/records`, record)
export const relate = (session: string, to: RecordPointer) => api.post(`/sessions/${session}/related`, to)
export const unrelate = (session: string) => api.remove(`/sessions/${session}/related`)
export const choosePerson = (session: string, one: RecordPointer) => api.post(`/sessions/${session}/person`, one)
export const searchRecords = (connection: string, text: string) =>
  api.post(`/connections/${connection}/records/search`, { text, withinMs: 4_000 })
export const keepNote = (session: string, key: string, text: string) => api.post(`/sessions/${session}/notes`, { key, text })
export const readAgents = (signal?: AbortSignal) => api.get('/desk/agents', undefined, signal)
export const readQueues = (signal?: AbortSignal) => api.get('/desk/queues', undefined, signal)
