import { deliveryKinds, states } from '@shared/api/lists'
import type { DeliveryKind, DeliveryState } from '@shared/api/types'
import { instantOf } from '@shared/time'

export interface LogSearch {
  state?: string
  kind?: DeliveryKind
  connection?: string
  search?: string
  from?: string
  to?: string
}

/** What the address says about the log; states are a comma list, dates are days. */
export function readLogSearch(from: Record<string, unknown>): LogSearch {
  const found: LogSearch = {}
  const wanted = statesOf(typeof from.state === 'string' ? from.state : undefined)
  if (wanted.length) found.state = wanted.join(',')
  const kind = deliveryKinds.find((known) => known === from.kind)
  if (kind) found.kind = kind
  for (const name of ['connection', 'search', 'from', 'to'] as const) if (from[name]) found[name] = String(from[name])
  return found
}

export function statesOf(text: string | undefined): DeliveryState[] {
  const named = (text ?? '').split(',')
  return states.filter((state) => named.includes(state))
}

/** The same as the API wants it: a day means from its first moment to its last, where the reader is. */
export function toQuery({ from, to, ...rest }: LogSearch, zone: string) {
  const midnight = (day: string) => instantOf(`${day}T00:00`, zone)
  return {
    ...rest,
    from: from && midnight(from).toISOString(),
    to: to && new Date(midnight(dayAfter(to)).getTime() - 1).toISOString(),
  }
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
