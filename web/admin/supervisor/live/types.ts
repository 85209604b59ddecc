// What the hub says of everybody's desks. A snapshot is always whole; what is null may be left out.
import type { components } from '@shared/api/schema'

type Schemas = components['schemas']

export type Presence = Schemas['Presence']
export type AgentRow = Schemas['AgentRow']
export type AgentSession = Schemas['AgentSession']
export type WaitingRow = Schemas['WaitingRow']
/** `routed`: whether we offer its contacts to agents ourselves; else another system does, and knows who is there. */
export type QueueRow = Schemas['QueueRow'] & { routed?: boolean }
export type SupervisorView = Omit<Schemas['SupervisorView'], 'queues'> & { queues: QueueRow[] }
export type DeskSettings = Schemas['DeskSettings']
/** The average wrap-up where the hub counts it. */
export type DeskToday = Schemas['DeskToday']
export type HalfHour = Schemas['HalfHour']
export type Volumes = Schemas['Volumes']
