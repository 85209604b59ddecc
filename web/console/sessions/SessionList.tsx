import { Tone } from '@shared/components/Tone'
import { IconPencil, IconPlayerPause } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelIcon } from '../Channel'
import { nameOf } from '../desk/name'
import { isHeld, isOver } from '../desk/state'
import type { SessionCard } from '../desk/types'
import { go } from '../place'
import { Running } from '../time/Clocks'

/** The contacts on the desk, several at once where they are written; what came in unseen is counted. */
export function SessionList({ sessions, chosen, queues }: { sessions: SessionCard[]; chosen?: string; queues: string[] }) {
  const { t } = useTranslation()
  return (
    <nav className="rail-list" aria-label={t('console.sessions.title')}>
      <h2>{t('console.sessions.title')}</h2>
      {sessions.length === 0 && <p className="rail-none">{t('console.sessions.none')}</p>}
      <ul>
        {sessions.map((card) => (
          <li key={card.id}>
            <Entry card={card} chosen={card.id === chosen} />
          </li>
        ))}
      </ul>
      <div className="rail-queues narrow-hide">
        <h2>{t('console.queues')}</h2>
        {queues.length === 0 && <p className="rail-none">{t('console.noQueues')}</p>}
        <ul>
          {queues.map((queue) => (
            <li key={queue} className="clip">
              <bdi>{queue}</bdi>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}

/** How many lines came in while another session was looked at. */
function useUnseen(card: SessionCard, looking: boolean): number {
  const said = card.transcript.at(-1)?.key
  const [seen, setSeen] = useState(said)
  useEffect(() => {
    if (looking) setSeen(said)
  }, [looking, said])
  if (looking || seen === said) return 0
  const at = card.transcript.findIndex(({ key }) => key === seen)
  return card.transcript.slice(at + 1).filter(({ speaker }) => speaker !== 'agent').length
}

function Entry({ card, chosen }: { card: SessionCard; chosen: boolean }) {
  const { t } = useTranslation()
  const unseen = useUnseen(card, chosen)
  const last = card.transcript.at(-1)
  return (
    <button type="button" className="entry" aria-current={chosen ? 'true' : undefined} onClick={() => go({ session: card.id })}>
      <span className="entry-icon">
        <ChannelIcon channel={card.channel} />
      </span>
      <span className="entry-line">
        <span className="entry-who clip" dir="auto">
          {nameOf(card) ?? t('sessions.unknown')}
        </span>
        <span className="entry-time">
          <Running since={card.answeredAt ?? card.startedAt} until={card.endedAt} />
        </span>
      </span>
      <span className="entry-line">
        <span className="entry-last clip" dir="auto">
          {last && card.channel !== 'voice' ? last.text.slice(0, 200) : (card.queue ?? card.campaign ?? t(`direction.${card.direction}`))}
        </span>
        {unseen > 0 && (
          <strong className="unseen">
            <span aria-hidden>{unseen > 99 ? '99+' : unseen}</span>
            <span className="sr">{t('console.sessions.unseen', { count: unseen })}</span>
          </strong>
        )}
        {isOver(card) ? (
          <Tone tone="hold" icon={IconPencil}>
            {t('console.state.wrapUp')}
          </Tone>
        ) : (
          isHeld(card) && (
            <Tone tone="wait" icon={IconPlayerPause}>
              {t('console.state.onHold')}
            </Tone>
          )
        )}
      </span>
    </button>
  )
}
