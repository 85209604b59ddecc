import type { AgentRow, Presence } from '../live/types'

export const presences = ['inQueue', 'busy', 'wrapUp', 'notReady'] as const satisfies Presence[]
export type SortBy = 'name' | 'presence' | 'since' | 'handled'
export interface Sorting {
  by: SortBy
  down: boolean
}

export function countBy(agents: AgentRow[]): Record<Presence, number> {
  const counts: Record<Presence, number> = { inQueue: 0, busy: 0, wrapUp: 0, notReady: 0 }
  for (const { presence } of agents) counts[presence]++
  return counts
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whose name, address, reason, queue or customer holds what was typed, whatever the accents. */
export function found(agents: AgentRow[], text: string, only: Presence | null): AgentRow[] {
  const wanted = plain(text.trim())
  return agents.filter(({ user, presence, reason, session }) => {
    if (only && presence !== only) return false
    const words = [user.name, user.email, reason, session?.queue, session?.customer]
    return wanted === '' || words.some((word) => word && plain(word).includes(wanted))
  })
}

const compare: Record<SortBy, (a: AgentRow, b: AgentRow) => number> = {
  name: () => 0,
  presence: (a, b) => presences.indexOf(a.presence) - presences.indexOf(b.presence),
  // Who has been at it longest comes first.
  since: (a, b) => Date.parse(a.since) - Date.parse(b.since),
  handled: (a, b) => b.handledToday - a.handledToday,
}

/** Sorted as asked, and by name where that says nothing, so that rows do not change places by themselves. */
export function sorted(agents: AgentRow[], { by, down }: Sorting, language: string): AgentRow[] {
  const names = new Intl.Collator(language, { sensitivity: 'base' })
  const byName = (a: AgentRow, b: AgentRow) => names.compare(a.user.name, b.user.name) || a.user.id.localeCompare(b.user.id)
  const turn = down ? -1 : 1
  return [...agents].sort((a, b) => {
    const main = compare[by](a, b)
    if (by === 'name') return turn * byName(a, b)
    return main === 0 ? byName(a, b) : turn * main
  })
}

/** A press on a heading sorts by it; another press turns it round. */
export const pressed = (now: Sorting, by: SortBy): Sorting => ({ by, down: now.by === by && !now.down })

/** Of somebody who has never been at a desk the hub says that it has been so since now. */
export const everThere = ({ since }: Pick<AgentRow, 'since'>, at: string) => since !== at
