import type { Channel, ConversationPolicy, ConversationTrigger, RecordMapping } from '@shared/api/types'
import { type DraftRow, draftRow } from '../templates/mapping'
import { clean } from '../templates/rows'

type Moment = ConversationTrigger['moment']
export type MappingChannels = NonNullable<RecordMapping['channels']>

/** When something can happen, channel by channel. */
export const occasions: { channel: Channel; moments: Moment[] }[] = [
  { channel: 'voice', moments: ['started', 'ended'] },
  { channel: 'chat', moments: ['started', 'ended'] },
  { channel: 'inbox', moments: ['started', 'ended'] },
  { channel: 'offline', moments: ['offlineMessageReceived'] },
]

export interface RecordDraft {
  recordType: string
  rows: DraftRow[]
  shown: string[]
}

/** One mapping with all its record types; the hub keeps one entry for each of them, under the same name. */
export interface MappingDraft {
  key: number
  /** Empty for what the system begins with, or while nobody has typed one. */
  name: string
  begun?: boolean
  description?: string | null
  channels?: MappingChannels
  inUse?: boolean
  records: RecordDraft[]
}

/** The policy while it is written: its rows keep their keys when they move. */
export type PolicyDraft = Omit<ConversationPolicy, 'mappings'> & { mappings: MappingDraft[] }

let next = 1

export const newMapping = (): MappingDraft => ({ key: next++, name: '', description: '', channels: 'voice', inUse: true, records: [] })

export const recordDraft = ({ recordType, rows, shown }: RecordMapping): RecordDraft => ({
  recordType,
  shown,
  rows: rows.map((row) => draftRow(clean(row))),
})

export function draftOf({ mappings, ...rest }: ConversationPolicy): PolicyDraft {
  const groups = new Map<string, MappingDraft>()
  for (const one of mappings) {
    const { name, description, channels, inUse } = one
    const place = JSON.stringify([name ?? null, channels ?? 'both', inUse ?? true])
    const group = groups.get(place) ?? { key: next++, name: name ?? '', begun: !name, description, channels, inUse, records: [] }
    group.records.push(recordDraft(one))
    groups.set(place, group)
  }
  return { ...rest, mappings: [...groups.values()] }
}

export const policyOf = ({ mappings, ...rest }: PolicyDraft): ConversationPolicy => ({
  ...rest,
  mappings: mappings.flatMap(({ name, description, channels, inUse, records }) =>
    records.map(({ recordType, rows, shown }) => ({
      recordType,
      rows: rows.map(({ row }) => row),
      shown,
      ...(name.trim() && { name: name.trim() }),
      ...(description && { description }),
      ...(channels && { channels }),
      ...(inUse !== undefined && { inUse }),
    })),
  ),
})

/** What a mapping still needs before it can be saved. */
export const lackOf = ({ name, begun, records }: MappingDraft): 'name' | 'entity' | undefined =>
  !begun && !name.trim() ? 'name' : records.length === 0 ? 'entity' : undefined

/** At which place of the hub's list each record type of each mapping stands. */
export function placesOf(mappings: MappingDraft[]): number[][] {
  let at = 0
  return mappings.map(({ records }) => records.map(() => at++))
}

/** The mappings with one changed; one that comes into use takes the place of those that are for the same records and channels. */
export function withMapping(mappings: MappingDraft[], changed: MappingDraft): MappingDraft[] {
  const types = new Set(changed.records.map(({ recordType }) => recordType))
  const rivals = (one: MappingDraft) =>
    (one.inUse ?? true) &&
    (one.channels ?? 'both') === (changed.channels ?? 'both') &&
    one.records.some(({ recordType }) => types.has(recordType))
  const was = mappings.find(({ key }) => key === changed.key)
  const begins = (changed.inUse ?? true) && !(was?.inUse ?? true)
  return mappings.map((one) => (one.key === changed.key ? changed : begins && rivals(one) ? { ...one, inUse: false } : one))
}

/** The triggers with one changed; what does nothing is not listed. */
export function withTrigger(triggers: ConversationTrigger[], next: ConversationTrigger): ConversationTrigger[] {
  const same = (one: ConversationTrigger) => one.channel === next.channel && one.moment === next.moment
  if (!next.action) return triggers.filter((one) => !same(one))
  return triggers.some(same) ? triggers.map((one) => (same(one) ? next : one)) : [...triggers, next]
}
