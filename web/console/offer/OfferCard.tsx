import { Group } from '@mantine/core'
import { IconCheck, IconPhoneOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelIcon } from '../Channel'
import { useAsked, useDesk } from '../desk/Desk'
import { nameOf, personOf, reachOf } from '../desk/name'
import type { Offer } from '../desk/types'
import { Act } from '../keyboard/Act'
import { settleTime } from '../keyboard/keys'
import { go } from '../place'
import { Ring } from '../time/Clocks'
import { secondsLeft } from '../time/countdown'
import { useNow } from '../time/useNow'
import { knock, rememberOpened } from './opening'

/** Somebody wants to speak with us: who, why we think so, for which queue, and how long there is to answer. */
export function OfferCard({ offer, autoOpen }: { offer: Offer; autoOpen: boolean }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const accepting = useAsked('accept', offer.id)
  const declining = useAsked('decline', offer.id)
  const now = useNow()
  const [began] = useState(() => new Date(Date.now() + desk.state.offset).toISOString())
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settleTime)
    return () => clearTimeout(timer)
  }, [])
  async function accept() {
    const door = autoOpen ? knock(offer.records) : undefined
    if (await desk.ask({ kind: 'accept', session: offer.id })) {
      if (door) rememberOpened(offer.id, door.enter())
      go({ session: offer.id, tab: 'context' })
    } else door?.shut()
  }
  const name = nameOf(offer)
  const why = offer.why ?? personOf(offer)?.why ?? offer.records[0]?.why
  const over = secondsLeft(offer.expiresAt, now) === 0
  return (
    <section className="offer" aria-labelledby="offer-who">
      <Ring from={began} until={offer.expiresAt} label={t('console.offer.left')} />
      <div className="offer-who">
        <p className="offer-what">
          <ChannelIcon channel={offer.channel} size={16} />
          <span className="with-icon">{t(`console.offer.${offer.channel}`)}</span>
          {offer.queue && <bdi className="clip">{offer.queue}</bdi>}
        </p>
        <h2 id="offer-who" dir="auto" className="clip2">
          {name ?? t('sessions.unknown')}
        </h2>
        {reachOf(offer).length > 0 && (
          <p className="clip">
            {reachOf(offer).map((text, index) => (
              <span key={text}>
                {index > 0 && ' · '}
                <bdi className="figure">{text}</bdi>
              </span>
            ))}
          </p>
        )}
        {why && (
          <p className="offer-why clip2" dir="auto">
            {why}
          </p>
        )}
        {offer.candidates.length > 0 && <p className="offer-why">{t('console.offer.several', { count: offer.candidates.length })}</p>}
      </div>
      <Group gap="xs" className="offer-do">
        <Act
          size="md"
          color="var(--is-in-queue)"
          deed={settled ? 'accept' : undefined}
          showKey
          leftSection={<IconCheck size={18} />}
          loading={accepting}
          not={over ? t('console.offer.over') : undefined}
          act={() => void accept()}
        >
          {t('console.offer.accept')}
        </Act>
        <Act
          size="md"
          variant="default"
          deed={settled ? 'decline' : undefined}
          showKey
          leftSection={<IconPhoneOff size={17} />}
          loading={declining}
          not={over ? t('console.offer.over') : undefined}
          act={() => void desk.ask({ kind: 'decline', session: offer.id })}
        >
          {t('console.offer.decline')}
        </Act>
      </Group>
    </section>
  )
}
