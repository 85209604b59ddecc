import { useTranslation } from 'react-i18next'
import { LevelWord } from '../limits/Level'
import { type Limits, queueLevel } from '../limits/limits'
import { useNow } from '../live/now'
import type { QueueRow } from '../live/types'
import { QueueFigures } from '../queues/QueueFigures'

/** A card for each queue, edged in the colour of the worst that is true of it, which it also says. */
export function WallQueues({ queues, limits }: { queues: QueueRow[]; limits: Limits }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('floor.queues.title')} className={queues.length > 8 ? 'wall-queues dense' : 'wall-queues'}>
      {queues.map((queue) => (
        <One key={queue.name} queue={queue} limits={limits} />
      ))}
    </section>
  )
}

function One({ queue, limits }: { queue: QueueRow; limits: Limits }) {
  const level = queueLevel(limits, queue, useNow())
  return (
    <article className={`card wall-queue ${level}`}>
      <header>
        <h2>{queue.name}</h2>
        <LevelWord level={level} />
      </header>
      <QueueFigures queue={queue} limits={limits} />
    </article>
  )
}
