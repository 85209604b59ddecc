import { secondsSince } from '../live/now'
import type { SupervisorView } from '../live/types'
import { abandonedPercent, type Level, type LimitName, type Limits, levelOf, percentOf, unattended } from './limits'

export interface Alarm {
  level: Exclude<Level, 'fine'>
  /** The queue. */
  where: string
  what: 'nobody' | LimitName
}

/** What of the queues is past a limit, worst first; without figures, so that it changes only when something does. */
export function alarmsOf(view: Pick<SupervisorView, 'queues'>, limits: Limits, now: number): Alarm[] {
  const found = view.queues.flatMap((queue): Alarm[] => {
    const where = queue.name
    if (unattended(queue)) return [{ level: 'act', where, what: 'nobody' }]
    const wait = queue.longestWaitSince ? secondsSince(queue.longestWaitSince, now) : null
    const values: [LimitName, number | null][] = [
      ['wait', wait],
      ['waiting', queue.waiting],
      ['serviceLevel', percentOf(queue.serviceLevel)],
      ['abandoned', abandonedPercent(queue)],
    ]
    return values.flatMap(([what, value]) => {
      const level = levelOf(limits, what, value)
      return level === 'fine' ? [] : [{ level, where, what }]
    })
  })
  return [...found.filter(({ level }) => level === 'act'), ...found.filter(({ level }) => level === 'watch')]
}
