// What the designer speaks of. The shapes are the hub's own, but for a flow while it is drawn: it holds everything that the hub may
// leave out, and a node's fields are whatever the form of its kind asks for.
import type { components } from '@shared/api/schema'
import type { Problem, RecordQuery } from '@shared/api/types'

type Schemas = components['schemas']

export type FlowMatch = { [List in 'dnis' | 'queues' | 'channels' | 'campaigns']: string[] }

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

export type SentFlow = Schemas['CallFlow']
export type FlowSaid = Schemas['FlowAnswer']
export type FlowAnswer = Omit<FlowSaid, 'flow' | 'says'> & { flow: CallFlow }
export type FlowVersion = Schemas['FlowVersionAnswer']

export type NodeKind = Schemas['FlowNodeAnswer']
export type NodeField = Schemas['NodeField']
export type Port = Schemas['NodePort']
/** One comparison of a case: all of a case's must hold. */
export type CaseTest = Required<Schemas['FlowCondition']>

export interface BranchCase {
  port: string
  label: string
  all: CaseTest[]
}

export type FlowRun = Schemas['FlowRunAnswer']
export type RunStep = Schemas['NodeVisit']
export type RunRecord = Schemas['RecognisedRecord']
export type QueryTrace = Schemas['QueryTrace']

export type { Problem, RecordQuery }
