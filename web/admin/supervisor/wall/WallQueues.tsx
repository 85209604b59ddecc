import { useTranslation } from 'react-i18next'
import { LevelWord } from '../limits/Level'
import { type Limits, levelOf, percentOf, unattended, worst } from '../limits/limits'
import { secondsSince, useNow } from '../live/now'
import { Since } from '../live/Since'
import type { QueueRow } from '../live/types'
import { Served, Waits } from '../queues/figures'

/** A card for each queue, edged in the colour of the worst that is true of it, which it also says. */
export function WallQueues({ queues, limits }: { queues: QueueRow[]; limits: Limits }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('floor.queues.title')} className="wall-queues">
      {queues.map((queue) => (
        <One key={queue.name} queue={queue} limits={limits} />
      ))}
    </section>
  )
}

function One({ queue, limits }: { queue: QueueRow; limits: Limits }) {
  const { t } = useTranslation()
  const now = useNow()
  const level = worst([
    unattended(queue) ? 'act' : 'fine',
    levelOf(limits, 'waiting', queue.waiting),
    levelOf(limits, 'wait', queue.longestWaitSince ? secondsSince(queue.longestWaitSince, now) : null),
    levelOf(limits, 'serviceLevel', percentOf(queue.serviceLevel)),
  ])
  return (
    <article className={`card wall-queue ${level}`}>
      <header>
        <h2>{queue.name}</h2>
        <LevelWord level={level} />
      </header>
      <dl>
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
          <dt>{t('floor.queues.agents')}</dt>
          <dd className="figure">{t('floor.queues.there', { free: queue.agentsInQueue, busy: queue.agentsBusy })}</dd>
        </div>
        <div>
          <dt>{t('floor.queues.level')}</dt>
          <dd>
            <Served queue={queue} limits={limits} />
          </dd>
        </div>
      </dl>
    </article>
  )
}
