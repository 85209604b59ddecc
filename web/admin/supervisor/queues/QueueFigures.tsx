import { useTranslation } from 'react-i18next'
import { type Limits, levelOf } from '../limits/limits'
import { Since } from '../live/Since'
import type { QueueRow } from '../live/types'
import { Abandoned, Served, Waits } from './figures'

/** The six figures of a queue, where there is no room for a table or a table would be too small. */
export function QueueFigures({ queue, limits }: { queue: QueueRow; limits: Limits }) {
  const { t } = useTranslation()
  return (
    <dl className="six">
      <div>
        <dt>{t('floor.queues.waiting')}</dt>
        <dd>
          <Waits queue={queue} limits={limits} />
        </dd>
      </div>
      <div>
        <dt>{t('floor.queues.longest')}</dt>
        <dd>
          <Since at={queue.longestWaitSince} level={(seconds) => levelOf(limits, 'wait', seconds)} />
        </dd>
      </div>
      <div>
        <dt>{t('floor.queues.level')}</dt>
        <dd>
          <Served queue={queue} limits={limits} />
        </dd>
      </div>
      <div>
        <dt>{t('floor.presence.inQueue')}</dt>
        <dd className="figure">{queue.agentsInQueue}</dd>
      </div>
      <div>
        <dt>{t('floor.presence.busy')}</dt>
        <dd className="figure">{queue.agentsBusy}</dd>
      </div>
      <div>
        <dt>{t('floor.queues.abandoned')}</dt>
        <dd>
          <Abandoned queue={queue} limits={limits} />
        </dd>
      </div>
    </dl>
  )
}
