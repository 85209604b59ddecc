import type { ConversationVocabulary, FieldDescription } from '@shared/api/types'
import type { OutgoingRow } from '../templates/rows'
import type { MappingChannels } from './policy'

/** Where a row takes its value from. */
export type Source = 'digital' | 'voice' | 'variables' | 'fact' | 'text'
export type Catalogue = ConversationVocabulary['contact']

const prefixed = ['digital', 'voice', 'variables'] as const

export function sourceOf({ source }: OutgoingRow): Source {
  if ('text' in source) return 'text'
  return prefixed.find((one) => source.fact.startsWith(`${one}.`)) ?? 'fact'
}

/** What is chosen anew: of a field or a variable only its beginning, so that the kind stays. */
export const begun = (source: Source): OutgoingRow['source'] =>
  source === 'text' ? { text: '' } : { fact: source === 'fact' ? '' : `${source}.` }

/** The sources that can ever say anything at a mapping's channels. */
export function sourcesFor(channels: MappingChannels, catalogue: Catalogue | undefined): Source[] {
  const digital = channels !== 'voice' && (catalogue?.digital.length ?? 0) > 0
  const voice = channels !== 'digital' && (catalogue?.voice.length ?? 0) > 0
  return [
    ...(digital ? (['digital'] as const) : []),
    ...(voice ? (['voice'] as const) : []),
    ...(channels !== 'digital' ? (['variables'] as const) : []),
    'fact',
    'text',
  ]
}

const roomy = 30_000

/** How little of a whole transcript a field holds, if a row puts one there; undefined when it fits or nobody knows. */
export function tooShort(row: OutgoingRow, fields: FieldDescription[]): number | undefined {
  const said = 'fact' in row.source ? row.source.fact : row.source.text
  if (!/transcript\b|transcriptionText/.test(said) || !('field' in row.target)) return undefined
  const { field } = row.target
  const most = fields.find(({ name }) => name === field)?.maxLength
  return most && most < roomy ? most : undefined
}
