import { Group } from '@mantine/core'
import { Tone } from '@shared/components/Tone'
import { IconPaperclip, IconPencil, IconPlayerPause, IconPointFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ChannelIcon } from '../Channel'
import { nameOf, reachOf } from '../desk/name'
import { isHeld, isOver } from '../desk/state'
import type { DeskView, SessionCard } from '../desk/types'
import { Running } from '../time/Clocks'
import { Controls } from './Controls'

/** Who it is, by which way, since when, and what can be done with the contact itself. */
export function SessionHead({ card, view }: { card: SessionCard; view: DeskView }) {
  const { t } = useTranslation()
  const reach = reachOf(card)
  return (
    <section className="card session-head" aria-labelledby="who">
      <div className="session-who">
        <h1 id="who" dir="auto" className="clip2">
          {nameOf(card) ?? t('sessions.unknown')}
        </h1>
        <Group gap={8} className="session-line">
          <State card={card} />
          <span className="session-time">
            <Running since={card.answeredAt ?? card.startedAt} until={card.endedAt} />
          </span>
          <span className="with-icon">
            <ChannelIcon channel={card.channel} size={15} /> {t(`channel.${card.channel}`)}, {t(`direction.${card.direction}`)}
          </span>
          {(card.queue ?? card.campaign) && (
            <bdi className="clip" title={card.queue ?? card.campaign ?? ''}>
              {card.queue ?? card.campaign}
            </bdi>
          )}
          {card.relatedTo && (
            <span className="with-icon" title={t('sessions.related')}>
              <IconPaperclip size={15} role="img" aria-label={t('sessions.related')} />
              <bdi className="clip">{card.relatedTo.name ?? `${card.relatedTo.recordType} ${card.relatedTo.record}`}</bdi>
            </span>
          )}
          {reach.map((text) => (
            <bdi key={text} className="figure clip" title={text}>
              {text}
            </bdi>
          ))}
        </Group>
      </div>
      <Controls card={card} view={view} />
    </section>
  )
}

function State({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  if (isOver(card))
    return (
      <Tone tone="hold" icon={IconPencil}>
        {t('console.state.wrapUp')}
      </Tone>
    )
  if (isHeld(card))
    return (
      <Tone tone="wait" icon={IconPlayerPause}>
        {t('console.state.onHold')}
      </Tone>
    )
  return (
    <Tone tone="bad" icon={IconPointFilled}>
      {t(card.channel === 'voice' ? 'console.state.talking' : 'console.state.writing')}
    </Tone>
  )
}
