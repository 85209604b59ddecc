// What the hub says of everybody's desks. A snapshot is always whole; what is null may be left out.
import type { Channel } from '@shared/api/types'

export type Presence = 'notReady' | 'inQueue' | 'busy' | 'wrapUp'

export interface AgentSession {
  id: string
  queue?: string | null
  channel: Channel
  customer?: string | null
  since: string
}
export interface AgentRow {
  user: { id: string; name: string; email: string }
  presence: Presence
  reason?: string | null
  since: string
  session?: AgentSession | null
  handledToday: number
  seat: boolean
}
export interface QueueRow {
  name: string
  waiting: number
  longestWaitSince?: string | null
  agentsInQueue: number
  agentsBusy: number
  handledToday: number
  abandonedToday: number
  /** From 0 to 1. */
  serviceLevel?: number | null
  /** Whether we offer its contacts to agents ourselves; else another system does, and knows who is there. */
  routed?: boolean
}
export interface WaitingRow {
  sessionId: string
  queue?: string | null
  channel: Channel
  customer?: string | null
  since: string
  priority: number
}
export interface SupervisorView {
  at: string
  agents: AgentRow[]
  queues: QueueRow[]
  waiting: WaitingRow[]
}

export interface Volumes {
  offered: number
  answered: number
  abandoned: number
  missed: number
  open: number
  other: number
}
export interface HalfHour {
  at: string
  channel: Channel
  volumes: Volumes
  serviceLevel?: number | null
}
export interface DeskToday {
  day: string
  zone: string
  at: string
  halfHours: HalfHour[]
  total: Volumes
  serviceLevel?: number | null
  serviceLevelSeconds: number
  averageWaitSeconds?: number | null
  averageHandleSeconds?: number | null
  averageWrapUpSeconds?: number | null
}

/** As much of the desk's settings as the floor needs. */
export interface DeskSettings {
  reasons?: string[]
  queues?: { name: string; routed?: boolean }[]
}
