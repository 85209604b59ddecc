import type { Channel } from '@shared/api/types'
import { instantOf } from '@shared/time'

export const channels = ['voice', 'chat', 'inbox', 'offline'] as const satisfies Channel[]

export interface SessionSearch {
  channel?: Channel
  queue?: string
  agent?: string
  disposition?: string
  search?: string
  from?: string
  to?: string
  delivery?: 'failed'
  source?: string
}

/** What the address says about the list; dates are days. */
export function readSessionSearch(from: Record<string, unknown>): SessionSearch {
  const found: SessionSearch = {}
  const channel = channels.find((known) => known === from.channel)
  if (channel) found.channel = channel
  if (from.delivery === 'failed') found.delivery = 'failed'
  for (const name of ['queue', 'agent', 'disposition', 'search', 'from', 'to', 'source'] as const)
    if (from[name]) found[name] = String(from[name])
  return found
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The same as the API wants it: a day means from its first moment to its last, where the reader is. */
export function toQuery({ from, to, ...rest }: SessionSearch, zone: string) {
  const midnight = (day: string) => instantOf(`${day}T00:00`, zone)
  return {
    ...rest,
    from: from && midnight(from).toISOString(),
    to: to && new Date(midnight(dayAfter(to)).getTime() - 1).toISOString(),
  }
}

/** A length of time as people write it: 0:42, 12:05, 1:02:03. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
