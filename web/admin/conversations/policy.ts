import type { Channel, ConversationPolicy, ConversationTrigger } from '@shared/api/types'
import { type DraftRow, draftRow } from '../templates/mapping'
import { clean } from '../templates/rows'

type Moment = ConversationTrigger['moment']

/** When something can happen, channel by channel. */
export const occasions: { channel: Channel; moments: Moment[] }[] = [
  { channel: 'voice', moments: ['started', 'ended'] },
  { channel: 'chat', moments: ['started', 'ended'] },
  { channel: 'inbox', moments: ['started', 'ended'] },
  { channel: 'offline', moments: ['offlineMessageReceived'] },
]

export interface MappingDraft {
  recordType: string
  rows: DraftRow[]
  shown: string[]
}

/** The policy while it is written: its rows keep their keys when they move. */
export type PolicyDraft = Omit<ConversationPolicy, 'mappings'> & { mappings: MappingDraft[] }

export const draftOf = ({ mappings, ...rest }: ConversationPolicy): PolicyDraft => ({
  ...rest,
  mappings: mappings.map(({ recordType, rows, shown }) => ({ recordType, shown, rows: rows.map((row) => draftRow(clean(row))) })),
})

export const policyOf = ({ mappings, ...rest }: PolicyDraft): ConversationPolicy => ({
  ...rest,
  mappings: mappings.map(({ rows, ...mapping }) => ({ ...mapping, rows: rows.map(({ row }) => row) })),
})

/** The triggers with one changed; what does nothing is not listed. */
export function withTrigger(triggers: ConversationTrigger[], next: ConversationTrigger): ConversationTrigger[] {
  const same = (one: ConversationTrigger) => one.channel === next.channel && one.moment === next.moment
  if (!next.action) return triggers.filter((one) => !same(one))
  return triggers.some(same) ? triggers.map((one) => (same(one) ? next : one)) : [...triggers, next]
}
