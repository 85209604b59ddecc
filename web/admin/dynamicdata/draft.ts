import type { DynamicDataMapping, DynamicDataPolicy } from '@shared/api/types'

/** A mapping while it is written: it keeps its key. */
export interface ShownDraft extends DynamicDataMapping {
  key: number
}

export type PolicyDraft = Omit<DynamicDataPolicy, 'mappings'> & { mappings: ShownDraft[] }

let next = 1

export const newMapping = (): ShownDraft => ({ key: next++, name: '', description: '', inUse: true, records: [] })

export const draftOf = ({ mappings, ...rest }: DynamicDataPolicy): PolicyDraft => ({
  ...rest,
  mappings: mappings.map((one) => ({ ...one, key: next++ })),
})

export const policyOf = ({ mappings, limits }: PolicyDraft): DynamicDataPolicy => ({
  mappings: mappings.map(({ key: _, name, description, ...rest }) => ({ ...rest, name: name.trim(), ...(description && { description }) })),
  ...(limits && { limits }),
})

/** The mappings with one changed; one that comes into use takes the place of those that are for the same records. */
export function withMapping(mappings: ShownDraft[], changed: ShownDraft): ShownDraft[] {
  const types = new Set(changed.records.map(({ recordType }) => recordType))
  const was = mappings.find(({ key }) => key === changed.key)
  const begins = (changed.inUse ?? true) && !(was?.inUse ?? true)
  return mappings.map((one) =>
    one.key === changed.key
      ? changed
      : begins && one.records.some(({ recordType }) => types.has(recordType))
        ? { ...one, inUse: false }
        : one,
  )
}
