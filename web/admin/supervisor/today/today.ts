import type { Channel } from '@shared/api/types'
import type { DeskToday, Volumes } from '../live/types'

export const channels = ['voice', 'chat', 'inbox', 'offline'] as const satisfies Channel[]
export const outcomes = ['answered', 'abandoned', 'missed', 'open', 'other'] as const satisfies (keyof Volumes)[]
export type Outcome = (typeof outcomes)[number]

const halfHour = 30 * 60_000

/** One half hour of the day, over all channels. */
export interface Slot {
  at: string
  byChannel: Record<Channel, number>
  byOutcome: Record<Outcome, number>
  offered: number
}

const empty = (at: number): Slot => ({
  at: new Date(at).toISOString(),
  byChannel: { voice: 0, chat: 0, inbox: 0, offline: 0 },
  byOutcome: { answered: 0, abandoned: 0, missed: 0, open: 0, other: 0 },
  offered: 0,
})

/** Every half hour from the first contact until now, the quiet ones too. */
export function slotsOf({ halfHours, at }: Pick<DeskToday, 'halfHours' | 'at'>): Slot[] {
  const slots = new Map<number, Slot>()
  for (const one of halfHours) {
    const start = Date.parse(one.at)
    const slot = slots.get(start) ?? empty(start)
    slot.byChannel[one.channel] += one.volumes.offered
    for (const outcome of outcomes) slot.byOutcome[outcome] += one.volumes[outcome]
    slot.offered += one.volumes.offered
    slots.set(start, slot)
  }
  if (slots.size === 0) return []
  const first = Math.min(...slots.keys())
  const last = Math.max(...slots.keys(), Date.parse(at))
  const whole: Slot[] = []
  for (let start = first; start <= last; start += halfHour) whole.push(slots.get(start) ?? empty(start))
  return whole
}

/** Only what there was today is shown, so that a legend does not name what nobody sees. */
export const used = <K extends string>(names: readonly K[], slots: Slot[], of: (slot: Slot) => Record<K, number>): K[] =>
  names.filter((name) => slots.some((slot) => of(slot)[name] > 0))
