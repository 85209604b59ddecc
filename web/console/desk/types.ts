// What the hub says of an agent's desk. A snapshot is always whole.
import type { Channel, Session } from '@shared/api/types'

export type Presence = 'notReady' | 'inQueue' | 'busy' | 'wrapUp'

/** A record over there that a session is about, with the values that agents may see. */
export interface RecognisedRecord {
  connection: string
  recordType: string
  record: string
  name?: string | null
  url?: string | null
  why?: string | null
  /** To be opened by itself once the agent accepts. */
  open?: boolean
  values?: Record<string, string>
}

export interface DispositionChoice {
  name: string
  sub?: string[] | null
}

export interface SessionCard {
  id: string
  version: number
  channel: Channel
  direction: Session['direction']
  status: string
  /** What it is on this desk: ringing · talking · onHold · wrapUp. */
  state: string
  queue?: string | null
  campaign?: string | null
  startedAt: string
  answeredAt?: string | null
  endedAt?: string | null
  customer: Session['customer']
  ani?: string | null
  dnis?: string | null
  requestPage?: string | null
  records: RecognisedRecord[]
  candidates: RecognisedRecord[]
  why?: string | null
  items: Record<string, string>
  notes: Session['notes']
  transcript: Session['transcript']
  tags: string[]
  disposition?: string | null
  subDisposition?: string | null
  relatedTo?: Session['relatedTo']
  script?: string | null
  dispositions: DispositionChoice[]
  wrapUpSeconds: number
  /** When its own wrap-up ends by itself. */
  wrapUntil?: string | null
  onHold?: boolean
}

export type Offer = SessionCard & { expiresAt: string }

export interface DeskView {
  /** Counts every change of the agent's desk: a lower one is older. */
  version: number
  at: string
  user: { id: string; name: string; email: string }
  presence: Presence
  reason?: string | null
  since: string
  wrapUntil?: string | null
  seat: boolean
  seatWhy?: string | null
  queues: string[]
  offer?: Offer | null
  sessions: SessionCard[]
  /** Offers that were not taken today. */
  missed: number
  settings: { reasons: string[]; autoOpenRecords: boolean }
}
