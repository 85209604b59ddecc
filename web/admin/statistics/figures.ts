// What the table of figures shows, and what its rows add up to.
import { instantOf, wallTime } from '@shared/time'
import type { IntervalRow, Subject } from './questions'

export const shown = {
  queues: [
    'entered',
    'answered',
    'abandoned',
    'serviceLevel',
    'averageWait',
    'longestAnswered',
    'handled',
    'averageHandle',
    'transferredOut',
    'staffedAgents',
  ],
  agents: ['rung', 'missed', 'answered', 'handled', 'talk', 'hold', 'wrapUp', 'idle', 'paused', 'admin', 'staffed'],
} as const satisfies Record<Subject, string[]>

export type Name = (typeof shown)[Subject][number]

const day = 86_400_000

/** The day in which an instant lies, where the reader is. */
export const dayOf = (at: Date, zone: string) => wallTime(at.toISOString(), zone).slice(0, 10)

/** A day's first moment, and that of the next: 23, 24 or 25 hours later. */
export function windowOf(date: string, zone: string) {
  const next = new Date(Date.parse(`${date}T00:00Z`) + day).toISOString().slice(0, 10)
  return { from: instantOf(`${date}T00:00`, zone).toISOString(), to: instantOf(`${next}T00:00`, zone).toISOString() }
}

/** Whether anything at all is in a row. */
export const isQuiet = ({ figures }: IntervalRow) => Object.values(figures).every((figure) => figure === 0)

/** What all rows together come to: averages and shares anew, not the average of averages. */
export function total(rows: IntervalRow[]): Record<string, number> {
  const sum: Record<string, number> = {}
  let length = 0
  for (const at of new Set(rows.map(({ from }) => from))) {
    const row = rows.find(({ from }) => from === at)
    if (row) length += (Date.parse(row.to) - Date.parse(row.from)) / 1000
  }
  for (const { figures } of rows)
    for (const [name, figure] of Object.entries(figures))
      sum[name] = name.startsWith('longest') ? Math.max(sum[name] ?? 0, figure) : (sum[name] ?? 0) + figure
  const of = (name: string) => sum[name] ?? 0
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  sum.averageWait = share(of('waitAnswered'), of('answered'))
  sum.averageHandle = share(of('handle'), of('handled'))
  sum.serviceLevel = share(of('answeredInTime'), of('answered') + of('abandonedLate'))
  sum.staffedAgents = share(of('staffed'), length)
  return sum
}
