import type { CaseType } from '@shared/api/types'

/** What the values of a case field may be, where it is one to choose from; of whichever case types have it. */
export const choicesOf = (types: CaseType[], field: string) =>
  types.flatMap((type) => type.fields.find(({ name }) => name === field)?.choices ?? [])

/** Every status once, with the case types that have it where there are several. */
export function statusesOf(types: CaseType[]): { value: string; label: string }[] {
  const found = new Map<string, { label: string; types: string[] }>()
  for (const type of types)
    for (const { name, label } of type.statuses) found.set(name, { label, types: [...(found.get(name)?.types ?? []), type.label] })
  return [...found].map(([value, { label, types: having }]) => ({
    value,
    label: types.length > 1 ? `${label} (${having.join(', ')})` : label,
  }))
}

/** The values that a fact of a case can have, where they are known. */
export function valuesOf(types: CaseType[], fact: string) {
  if (fact === 'case.status') return statusesOf(types)
  return choicesOf(types, fact.replace(/^case\.values\./, ''))
}
