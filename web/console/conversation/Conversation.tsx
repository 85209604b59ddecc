import { Button } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { useTimes } from '@shared/time'
import { IconMessages } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyOf, webAddress } from '../desk/name'
import type { SessionCard } from '../desk/types'
import { Long } from '../Long'

/** What was said, as it is said. It follows the last line, unless somebody is reading further up. */
export function Conversation({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const { write } = useTimes()
  const box = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const last = card.transcript.at(-1)?.key
  useEffect(() => {
    if (last && following && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [last, following])
  const linked = card.records.filter(({ url }) => webAddress(url))
  if (card.transcript.length === 0 && linked.length === 0)
    return (
      <Empty
        icon={IconMessages}
        title={t('console.talk.none')}
        text={t(card.channel === 'voice' ? 'console.talk.noneVoice' : 'console.talk.noneText')}
      />
    )
  return (
    <div className="talk-frame">
      <div
        ref={box}
        className="talk"
        role="log"
        aria-label={t('sessions.transcript')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) =>
          setFollowing(scrollTop + clientHeight > scrollHeight - 48)
        }
      >
        {linked.map((record) => (
          <div key={keyOf(record)} className="said system">
            <small>
              <strong>{t('console.talk.record')}</strong>
            </small>
            <div className="said-text">
              <a href={webAddress(record.url)} target="_blank" rel="noreferrer" className="long">
                <bdi>
                  {record.recordType} {(record.name ?? record.record).slice(0, 200)}
                </bdi>
              </a>
            </div>
          </div>
        ))}
        {card.transcript.map((said) => (
          <div key={said.key} className={`said ${said.speaker}`}>
            <small>
              <strong dir="auto" className="clip">
                {said.who ?? t(`console.talk.${said.speaker}`, { defaultValue: said.speaker })}
              </strong>{' '}
              <span className="figure">{write(said.at, { timeStyle: 'short' })}</span>
            </small>
            <div className="said-text">
              <Long text={said.text} />
            </div>
          </div>
        ))}
      </div>
      {!following && (
        <Button className="talk-down" size="compact-sm" onClick={() => setFollowing(true)}>
          {t('console.talk.newest')}
        </Button>
      )}
    </div>
  )
}
