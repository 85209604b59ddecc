export const sorts = ['-updated', 'updated', '-number', 'number'] as const
export interface CaseSearch {
  search?: string
  type?: string
  status?: string
  sort?: (typeof sorts)[number]
}

/** What the address says about the list; anything else in it is left out. */
export function readCaseSearch(from: Record<string, unknown>): CaseSearch {
  const found: CaseSearch = {}
  for (const name of ['search', 'type', 'status'] as const) if (from[name]) found[name] = String(from[name])
  const sort = sorts.find((known) => known === from.sort)
  if (sort) found.sort = sort
  return found
}
