import type { Connection } from './integrations'
import type { Problem } from './problem'

export const states = ['waiting', 'running', 'parked', 'delivered', 'failed', 'dead', 'cancelled'] as const
export type DeliveryState = (typeof states)[number]
export const deliveryKinds = ['create', 'update', 'attach', 'incoming'] as const
export type DeliveryKind = (typeof deliveryKinds)[number]

export interface Fault {
  kind: string
  detail: string
  field?: string | null
  code?: string | null
  verdict: 'retry' | 'park' | 'parkConnection' | 'fail'
  /** A sentence that tells an operator what to do. */
  advice?: string | null
}

export interface DeliveryRow {
  id: string
  at: string
  connectionId: string
  connectionName: string
  kind: DeliveryKind
  subject: string
  subjectNumber?: string | null
  template?: string | null
  templateName?: string | null
  state: DeliveryState
  attempts: number
  dueAt?: string | null
  fault?: Fault | null
  record?: string | null
  recordUrl?: string | null
  summary?: string | null
}

export interface RenderedField {
  target: string
  attribute: boolean
  value?: string | null
  source: string
  raw?: string | null
  note?: string | null
  problem?: string | null
}

export interface Draft {
  recordType: string
  reference: string
  key: string
  subjectNumber?: string | null
  triggeredAt: string
  fields: RenderedField[]
  file?: { name: string; size?: number } | null
  incoming?: unknown
}

export interface Step {
  kind: string
  done: boolean
  inDoubt: boolean
  result?: string | null
  record?: string | null
}

export interface Exchange {
  request: string
  response?: string | null
  status?: number | null
  durationMs: number
}

export interface Attempt {
  number: number
  step: string
  at: string
  durationMs: number
  fault?: Fault | null
  note?: string | null
  exchanges: Exchange[]
}

/** One delivery in full. `attempts` is the list here, where a row of the log has the count. */
export interface Delivery extends Omit<DeliveryRow, 'attempts'> {
  event: { id: string; type: string; source: string; at: string }
  draft?: Draft | null
  steps: Step[]
  attempts: Attempt[]
  replays: { id: string; at: string; state?: DeliveryState }[]
}

export interface DryRun {
  draft: Draft
  problems: Problem[]
  wouldSend?: string | null
  wouldWriteToCase?: { target: string; from?: string | null; to?: string | null }[] | null
}

export interface Overview {
  cases: { open: number; today: number }
  deliveries: { byState: Partial<Record<DeliveryState, number>>; lastHour: { minute: string; delivered: number; failed: number }[] }
  connections: Connection[]
}
