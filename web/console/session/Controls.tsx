import { Button, Group } from '@mantine/core'
import { IconArrowForwardUp, IconPhoneOff, IconPlayerPause, IconPlayerPlay, IconPlayerRecord, IconUsers } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsked, useDesk } from '../desk/Desk'
import { isHeld, isOver } from '../desk/state'
import type { DeskView, SessionCard } from '../desk/types'
import { Act } from '../keyboard/Act'
import { TransferModal } from './TransferModal'

/** What can be done with the contact itself: hold, ask a colleague, pass it on, end it. */
export function Controls({ card, view }: { card: SessionCard; view: DeskView }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const held = isHeld(card)
  const holding = useAsked(held ? 'resume' : 'hold', card.id)
  const transferring = useAsked('transfer', card.id)
  const [passing, setPassing] = useState<'transfer' | 'consult'>()
  if (isOver(card)) return null
  return (
    <Group gap="xs" className="controls">
      <Act
        variant={held ? 'filled' : 'default'}
        deed="hold"
        leftSection={held ? <IconPlayerPlay size={17} /> : <IconPlayerPause size={17} />}
        loading={holding}
        act={() => void desk.ask({ kind: held ? 'resume' : 'hold', session: card.id })}
      >
        {t(held ? 'console.do.resume' : 'console.do.hold')}
      </Act>
      <Act variant="default" deed="consult" leftSection={<IconUsers size={17} />} loading={transferring} act={() => setPassing('consult')}>
        {t('console.do.consult')}
      </Act>
      <Act
        variant="default"
        deed="transfer"
        leftSection={<IconArrowForwardUp size={17} />}
        loading={transferring}
        act={() => setPassing('transfer')}
      >
        {t('console.do.transfer')}
      </Act>
      {card.channel === 'voice' && <Recording card={card} />}
      <End card={card} />
      {passing && <TransferModal card={card} view={view} how={passing} close={() => setPassing(undefined)} />}
    </Group>
  )
}

/** Before something sensitive is said or shown: what is recorded meanwhile is neither heard nor seen later. */
function Recording({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const kind = card.recordingPaused ? 'resumeRecording' : 'pauseRecording'
  return (
    <Button
      variant={card.recordingPaused ? 'filled' : 'default'}
      leftSection={<IconPlayerRecord size={17} />}
      loading={useAsked(kind, card.id)}
      onClick={() => void desk.ask({ kind, session: card.id })}
    >
      {t(`console.do.${kind}`)}
    </Button>
  )
}

/** Ending a contact cannot be undone, so it takes two presses, and forgets the first one soon. */
function End({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const ending = useAsked('hangUp', card.id)
  const [sure, setSure] = useState(false)
  useEffect(() => {
    if (!sure) return
    const timer = setTimeout(() => setSure(false), 4_000)
    return () => clearTimeout(timer)
  }, [sure])
  const word = t(card.channel === 'voice' ? 'console.do.hangUp' : 'console.do.end')
  return (
    <Act
      color="var(--is-busy)"
      deed="hangUp"
      leftSection={<IconPhoneOff size={17} />}
      loading={ending}
      act={() => {
        setSure(!sure)
        if (sure) void desk.ask({ kind: 'hangUp', session: card.id })
      }}
    >
      <span aria-live="polite">{sure ? t('console.do.sure') : word}</span>
    </Act>
  )
}
