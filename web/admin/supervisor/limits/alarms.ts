import type { SupervisorView } from '../live/types'
import { type Cause, judge, type Level, type Limits, worst } from './limits'

export interface Alarm {
  /** The queue. */
  where: string
  /** The worst of its causes. */
  level: Exclude<Level, 'fine'>
  /** What is past a limit, the worse first. */
  causes: Cause[]
}

/** Which queues are past a limit, worst first; without figures, so that it changes only when something does. */
export function alarmsOf(view: Pick<SupervisorView, 'queues'>, limits: Limits, now: number): Alarm[] {
  const found = view.queues.flatMap((queue): Alarm[] => {
    const judged = judge(limits, queue, now)
    const at = (level: Level) => judged.filter(([, one]) => one === level).map(([cause]) => cause)
    const level = worst(judged.map(([, one]) => one))
    return level === 'fine' ? [] : [{ where: queue.name, level, causes: [...at('act'), ...at('watch')] }]
  })
  return [...found.filter(({ level }) => level === 'act'), ...found.filter(({ level }) => level === 'watch')]
}
