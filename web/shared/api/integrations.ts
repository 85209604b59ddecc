import type { Fault } from './deliveries'
import type { ApiKey } from './people'
import type { Problem } from './problem'

export interface FormField {
  name: string
  label: string
  help?: string | null
  type: 'text' | 'url' | 'secret' | 'number' | 'boolean' | 'timeZone' | 'choice'
  required: boolean
  choices?: { value: string; label: string }[] | null
  default?: string | number | boolean | null
  group?: string | null
  placeholder?: string | null
  links?: { label: string; url: string }[] | null
}

export type TemplateKind = 'create' | 'update' | 'incoming'

export interface Connector {
  kind: string
  name: string
  summary: string
  capabilities: string[]
  settings: FormField[]
  templateKinds: TemplateKind[]
  recordTypes: string[]
  /** Sentences to read beside the mappings. */
  notices?: string[]
  docs?: string | null
}

export type Settings = Record<string, string | number | boolean | null | undefined>

export interface Connection {
  id: string
  kind: string
  name: string
  enabled: boolean
  health: 'ready' | 'parked' | 'off'
  parked?: { fault: Fault; at: string } | null
  settings: Settings
  secretsSet: string[]
  counts: { waiting: number; running: number; parked: number; failed: number; delivered: number }
  version: number
}

export interface TestResult {
  ok: true
  summary: string
  details: string[]
}

export interface FieldDescription {
  name: string
  label: string
  group: string
  type: string
  maxLength?: number | null
  creatable: boolean
  updatable: boolean
  readable: boolean
  requiredOnCreate: boolean
  /** The name of the code list that holds the allowed values. */
  codes?: string | null
}

export interface RecordType {
  name: string
  label: string
  fields: FieldDescription[]
  attributes: boolean
}

export interface Code {
  code: string
  name: string
  parent?: string | null
  inactive?: boolean
}

export interface Reference {
  id: string
  name: string
  label: string
  version: number
  cases: number
}

export type OutgoingTarget = { field: string } | { attribute: string }
export type OutgoingSource = { fact: string } | { text: string }
export type IncomingSource = { record: string } | { attribute: string }
export type IncomingTarget = { caseField: string } | { caseStatus: true } | { note: true }

export interface OutgoingRow {
  target: OutgoingTarget
  source: OutgoingSource
  default?: string | null
  ignoreEmpty?: boolean
}

export interface IncomingRow {
  source: IncomingSource
  target: IncomingTarget
  map?: Record<string, string> | null
}

export type Row = OutgoingRow | IncomingRow

export interface Template {
  id: string
  connectionId: string
  name: string
  kind: TemplateKind
  recordType: string
  reference: string
  active: boolean
  rows: Row[]
  version: number
  problems?: Problem[]
}

export interface Incoming {
  url: string
  path: string
  header: string
  keys: ApiKey[]
  externalSystemNumber?: string | null
  lastReceivedAt?: string | null
}
