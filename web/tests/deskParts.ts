import type { DeskView, FormField, RecognisedRecord, RecordForm, SessionCard } from '@console/desk/types'

// Things that lie on a desk, for the tests.
export const record = (part: Partial<RecognisedRecord>): RecognisedRecord => ({
  connection: 'con_3',
  recordType: 'Contact',
  record: '003A',
  name: 'Ewa Lis',
  url: 'https://riverside.my.salesforce.com/003A',
  why: null,
  open: false,
  values: {},
  ...part,
})

export const card = (part: Partial<SessionCard>): SessionCard => ({
  id: 'ses_1',
  version: 1,
  channel: 'voice',
  direction: 'inbound',
  status: 'inProgress',
  state: 'talking',
  queue: 'Highways',
  campaign: null,
  startedAt: '2026-03-01T11:58:00Z',
  answeredAt: '2026-03-01T11:58:10Z',
  endedAt: null,
  customer: {},
  ani: null,
  dnis: null,
  requestPage: null,
  records: [],
  candidates: [],
  why: null,
  items: {},
  notes: [],
  transcript: [],
  tags: [],
  disposition: null,
  subDisposition: null,
  relatedTo: null,
  script: null,
  dispositions: [],
  wrapUpSeconds: 30,
  onHold: false,
  ...part,
})

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
