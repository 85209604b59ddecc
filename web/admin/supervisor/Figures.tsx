import { useTranslation } from 'react-i18next'
import { clock } from '../sessions/filter'
import { countBy } from './agents/agents'
import { Judged } from './limits/Level'
import { type Level, type Limits, levelOf, percentOf, unattended, worst } from './limits/limits'
import { secondsSince, useNow } from './live/now'
import type { DeskToday, SupervisorView } from './live/types'
import { usePercent } from './queues/figures'

interface Props {
  view: SupervisorView
  today?: DeskToday
  limits: Limits
}

/** The state of the floor in a few figures. */
export function Figures({ view: { agents, queues, waiting }, today, limits }: Props) {
  const { t } = useTranslation()
  const percent = usePercent()
  const now = useNow()
  const counts = countBy(agents)
  const waits = waiting.map(({ since }) => secondsSince(since, now))
  const longest = waits.length > 0 ? Math.max(...waits) : null
  const served = percentOf(today?.serviceLevel)
  const level = worst(queues.map((queue) => (unattended(queue) ? 'act' : levelOf(limits, 'waiting', queue.waiting))))
  return (
    <dl className="figures">
      <One name="waiting" value={waiting.length} level={level} />
      <One name="longest" value={longest === null ? '–' : clock(longest)} level={levelOf(limits, 'wait', longest)} ticks />
      <One name="inQueue" value={counts.inQueue} />
      <One name="busy" value={counts.busy} />
      <One name="wrapUp" value={counts.wrapUp} />
      <One name="notReady" value={counts.notReady} />
      <One
        name="level"
        value={percent(served)}
        level={levelOf(limits, 'serviceLevel', served)}
        help={today && t('floor.figures.within', { seconds: today.serviceLevelSeconds })}
      />
      <One
        name="answered"
        value={today?.total.answered ?? '–'}
        help={today && t('floor.figures.ofOffered', { count: today.total.offered })}
      />
    </dl>
  )
}

interface OneProps {
  name: string
  value: string | number
  level?: Level
  help?: string
  ticks?: boolean
}

function One({ name, value, level = 'fine', help, ticks }: OneProps) {
  const { t } = useTranslation()
  return (
    <div className="card">
      <dt>{t(`floor.figures.${name}`)}</dt>
      <dd>
        {ticks ? (
          <span role="timer" aria-live="off">
            <Judged level={level}>{value}</Judged>
          </span>
        ) : (
          <Judged level={level}>{value}</Judged>
        )}
        {help && <small>{help}</small>}
      </dd>
    </div>
  )
}
