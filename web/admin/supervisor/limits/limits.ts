import { secondsSince } from '../live/now'
import type { AgentRow, QueueRow } from '../live/types'

/** From where on a figure wants watching, and from where on somebody has to act. */
export interface Limit {
  watch: number
  act: number
}
export type LimitName = 'waiting' | 'wait' | 'serviceLevel' | 'abandoned' | 'talking' | 'wrapUp' | 'notReady'
export type Limits = Record<LimitName, Limit>
export type Level = 'fine' | 'watch' | 'act'

/** How each is counted: contacts, seconds, or parts of a hundred. `falls`: less is worse. */
export const measures: Record<LimitName, { unit: 'count' | 'seconds' | 'percent'; falls?: true }> = {
  waiting: { unit: 'count' },
  wait: { unit: 'seconds' },
  serviceLevel: { unit: 'percent', falls: true },
  abandoned: { unit: 'percent' },
  talking: { unit: 'seconds' },
  wrapUp: { unit: 'seconds' },
  notReady: { unit: 'seconds' },
}
export const limitNames = Object.keys(measures) as LimitName[]

export const usual: Limits = {
  waiting: { watch: 4, act: 8 },
  wait: { watch: 60, act: 180 },
  serviceLevel: { watch: 80, act: 60 },
  abandoned: { watch: 5, act: 10 },
  talking: { watch: 900, act: 1_800 },
  wrapUp: { watch: 120, act: 300 },
  notReady: { watch: 900, act: 2_700 },
}

export function levelOf(limits: Limits, name: LimitName, value: number | null | undefined): Level {
  if (value === null || value === undefined || Number.isNaN(value)) return 'fine'
  const { watch, act } = limits[name]
  const worse = measures[name].falls ? (limit: number) => value < limit : (limit: number) => value >= limit
  return worse(act) ? 'act' : worse(watch) ? 'watch' : 'fine'
}

const rank: Record<Level, number> = { fine: 0, watch: 1, act: 2 }
export const worst = (levels: Level[]): Level => levels.reduce((all, one) => (rank[one] > rank[all] ? one : all), 'fine')

/** Of a hundred contacts that came to an end, how many gave up. */
export function abandonedPercent({ handledToday, abandonedToday }: Pick<QueueRow, 'handledToday' | 'abandonedToday'>): number | null {
  const ended = handledToday + abandonedToday
  return ended > 0 ? (abandonedToday / ended) * 100 : null
}
export const percentOf = (share: number | null | undefined) => (share === null || share === undefined ? null : share * 100)

/** Somebody waits where we offer contacts, and there is nobody who could take it. */
export const unattended = (queue: QueueRow) =>
  queue.routed === true && queue.waiting > 0 && queue.agentsInQueue === 0 && queue.agentsBusy === 0

export type Cause = 'nobody' | LimitName

/** Every figure of a queue, judged. */
export function judge(limits: Limits, queue: QueueRow, now: number): [Cause, Level][] {
  const wait = queue.longestWaitSince ? secondsSince(queue.longestWaitSince, now) : null
  return [
    ['nobody', unattended(queue) ? 'act' : 'fine'],
    ['wait', levelOf(limits, 'wait', wait)],
    ['waiting', levelOf(limits, 'waiting', queue.waiting)],
    ['serviceLevel', levelOf(limits, 'serviceLevel', percentOf(queue.serviceLevel))],
    ['abandoned', levelOf(limits, 'abandoned', abandonedPercent(queue))],
  ]
}
export const queueLevel = (limits: Limits, queue: QueueRow, now: number) => worst(judge(limits, queue, now).map(([, level]) => level))

const timed: Partial<Record<AgentRow['presence'], LimitName>> = { busy: 'talking', wrapUp: 'wrapUp', notReady: 'notReady' }
export function agentLevel(limits: Limits, { presence }: Pick<AgentRow, 'presence'>, seconds: number): Level {
  const name = timed[presence]
  return name ? levelOf(limits, name, seconds) : 'fine'
}

const key = 'liaison-floor-limits'

/** Takes what fits and leaves the rest as usual: what was kept may be older than we are. */
export function readLimits(kept: string | null): Limits {
  let known: unknown
  try {
    known = JSON.parse(kept ?? '{}')
  } catch {
    // Not ours, or cut off: the usual limits watch over the floor, and the next change is kept over it.
    known = {}
  }
  const found = (known ?? {}) as Partial<Record<LimitName, Partial<Limit>>>
  const number = (value: unknown, instead: number) => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : instead)
  return Object.fromEntries(
    limitNames.map((name) => [
      name,
      { watch: number(found[name]?.watch, usual[name].watch), act: number(found[name]?.act, usual[name].act) },
    ]),
  ) as Limits
}
export const loadLimits = () => readLimits(localStorage.getItem(key))
export const keepLimits = (limits: Limits) => localStorage.setItem(key, JSON.stringify(limits))

/** A pair that makes no sense: what wants acting must be worse than what wants watching. */
export const upsideDown = (name: LimitName, { watch, act }: Limit) => (measures[name].falls ? act > watch : act < watch)
