import type { DeskView, FormField, RecognisedRecord, RecordForm, SessionCard } from '@console/desk/types'
import { blankCard, blankRecord } from '../dev/deskParts.mjs'

// Things that lie on a desk, for the tests.
export const record = (part: Partial<RecognisedRecord>): RecognisedRecord => ({ ...blankRecord, ...part })
export const card = (part: Partial<SessionCard>): SessionCard => ({ ...blankCard, ...part })

export const desk = (part: Partial<DeskView>): DeskView => ({
  version: 1,
  at: '2026-03-01T12:00:00Z',
  user: { id: 'usr_1', name: 'Maria Nowak', email: 'maria@riverside.example' },
  presence: 'notReady',
  afterwards: null,
  reason: null,
  since: '2026-03-01T11:00:00Z',
  wrapUntil: null,
  seat: true,
  seatWhy: null,
  queues: ['Highways'],
  offer: null,
  sessions: [],
  missed: 0,
  settings: { reasons: ['Break'], autoOpenRecords: true },
  ...part,
})

export const field = (part: Partial<FormField>): FormField => ({
  name: 'LastName',
  label: 'Last name',
  type: 'text',
  required: false,
  length: null,
  choices: null,
  value: null,
  ...part,
})

export const form = (recordType: string, ...fields: FormField[]): RecordForm => ({
  connectionId: 'con_3',
  connectionName: 'Salesforce',
  recordType,
  label: recordType,
  person: false,
  fields,
})
