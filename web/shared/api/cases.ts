export type FieldType = 'text' | 'longText' | 'number' | 'boolean' | 'date' | 'dateTime' | 'choice' | 'email' | 'phone' | 'url'
export type Value = string | number | boolean | null
export type Values = Record<string, Value | undefined>

export interface CaseField {
  name: string
  label: string
  type: FieldType
  required: boolean
  maxLength?: number | null
  choices?: { value: string; label: string }[] | null
  sensitive: boolean
}

export interface CaseStatus {
  name: string
  label: string
  kind: 'initial' | 'normal' | 'final'
}

export interface CaseType {
  name: string
  label: string
  titleField?: string | null
  fields: CaseField[]
  statuses: CaseStatus[]
  dates: { name: string; label: string }[]
  version: number
}

export interface CaseReference {
  reference: string
  label: string
  connectionId?: string
  connectionName?: string
  record: string
  url?: string | null
  linkedAt?: string
}

export interface CaseRow {
  id: string
  number: string
  type: string
  typeLabel: string
  status: string
  statusLabel: string
  title: string
  person?: string | null
  address?: string | null
  createdAt: string
  updatedAt: string
  references: CaseReference[]
  deliveries: { waiting: number; failed: number; parked: number; delivered: number }
}

export interface Person {
  title?: string | null
  forename?: string | null
  surname?: string | null
  fullName?: string | null
  email?: string | null
  phone?: string | null
  reference?: string | null
}

export interface Address {
  summary?: string | null
  line1?: string | null
  line2?: string | null
  town?: string | null
  postcode?: string | null
  uprn?: string | null
  usrn?: string | null
  easting?: number | null
  northing?: number | null
  latitude?: number | null
  longitude?: number | null
}

export interface Attachment {
  id: string
  name: string
  description?: string | null
  contentType: string
  size: number
  addedAt: string
  addedBy: string
  url: string
}

export interface Case {
  id: string
  number: string
  type: string
  typeLabel: string
  status: string
  statusLabel: string
  title: string
  values: Values
  person: Person | null
  address: Address | null
  dates: Record<string, string | null | undefined>
  references: CaseReference[]
  attachments: Attachment[]
  version: number
}

export interface HistoryEntry {
  id: string
  at: string
  who: string
  kind: 'created' | 'field' | 'status' | 'note' | 'attachment' | 'reference' | 'person' | 'address'
  text: string
  field?: string | null
  from?: string | null
  to?: string | null
  delivery?: string | null
}

export type Trigger = 'created' | 'updated' | 'fieldChanged' | 'statusReached' | 'attachmentAdded' | 'noteAdded'
export type Operator = 'equals' | 'notEquals' | 'contains' | 'isEmpty' | 'isNotEmpty' | 'in'

export interface Condition {
  fact: string
  operator: Operator
  value?: string | string[] | null
}

export type RuleAction =
  | { kind: 'applyIntegration'; connectionId: string; templateId: string }
  | { kind: 'setField'; field: string; text: string }
  | { kind: 'setStatus'; status: string }
  | { kind: 'addNote'; text: string }

export interface Rule {
  id: string
  caseType: string
  name: string
  enabled: boolean
  when: { on: Trigger; field?: string | null; status?: string | null }
  conditions: Condition[]
  actions: RuleAction[]
  version: number
}

export type FactGroup = 'caseField' | 'caseDate' | 'person' | 'address' | 'case'

/** Something a mapping row, a condition or a placeholder may name. */
export interface Fact {
  path: string
  label: string
  group: FactGroup
  type: string
}
