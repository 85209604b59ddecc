// What the designer speaks of: a call flow, the kinds of node there are, and what a run of it tells.
import type { FoundRecord, Identified, Problem, RecordQuery } from '@shared/api/types'

export interface FlowMatch {
  dnis: string[]
  queues: string[]
  channels: string[]
  campaigns: string[]
}

/** What a node does: its kind, and beside it whatever its form asks for. */
export interface NodeContent {
  kind: string
  [name: string]: unknown
}

export interface FlowNode {
  id: string
  label: string
  x: number
  y: number
  node: NodeContent
  /** Which node each port leads to; a port that leads nowhere is not there. */
  exits: Record<string, string>
}

export interface CallFlow {
  name: string
  summary: string
  match: FlowMatch
  timeLimitMs: number
  nodes: FlowNode[]
}

export interface FlowAnswer {
  id: string
  flow: CallFlow
  version: number
  published: { version: number; at: string; by: string } | null
  problems: Problem[]
  changedSincePublished: boolean
  changedAt?: string | null
  changedBy?: string | null
}

export interface FlowVersion {
  version: number
  at: string
  by: string
  note: string
  current: boolean
}

export interface Port {
  name: string
  label: string
}

export type FieldKind =
  | 'text'
  | 'longText'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'texts'
  | 'item'
  | 'itemNames'
  | 'items'
  | 'connection'
  | 'recordType'
  | 'recordField'
  | 'queue'
  | 'query'
  | 'cases'

export interface NodeField {
  name: string
  label: string
  help?: string | null
  type: FieldKind | (string & {})
  required?: boolean
  choices?: { value: string; label: string }[] | null
  default?: unknown
  min?: number | null
  max?: number | null
  /** Asked for only while another field has this value. */
  when?: { field: string; value: string } | null
}

export interface NodeKind {
  kind: string
  label: string
  summary: string
  ports: Port[]
  form: NodeField[]
}

/** One comparison of a case: all of a case's must hold. */
export interface CaseTest {
  value: string
  operator: string
  against?: string
}

export interface BranchCase {
  port: string
  label: string
  all: CaseTest[]
}

export interface QueryTrace {
  path: 'none' | 'single' | 'multiple'
  records: FoundRecord[]
  why: string
}

export interface RunStep {
  nodeId: string
  kind: string
  label?: string | null
  port?: string | null
  why: string
  elapsedMs: number
  details?: { identified?: Identified | null; from?: string | null; query?: QueryTrace | null } | null
}

export interface RunRecord {
  connection?: string | null
  recordType: string
  record: string
  name?: string | null
  url?: string | null
  why?: string | null
  open?: boolean
}

export interface FlowRun {
  runId?: string | null
  flow?: { id: string; name: string; version: number } | null
  status: 'finished' | 'collect' | 'noFlow'
  collect?: {
    nodeId: string
    item: string
    prompt: string
    minDigits: number
    maxDigits: number
    terminator?: string | null
    timeoutSeconds: number
  } | null
  queue?: string | null
  priority?: number | null
  skills?: string[]
  items: Record<string, string>
  records: RunRecord[]
  /** Of several that fit equally well, a person chooses. */
  candidates?: RunRecord[]
  why?: string | null
  screenPop?: { url?: string | null; records?: RunRecord[] } | null
  path: RunStep[]
  elapsedMs: number
}

export type { Problem, RecordQuery }
