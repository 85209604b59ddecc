import { Group, Title } from '@mantine/core'
import { IconCheck, IconMoon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAsked, useDesk } from '../desk/Desk'
import type { DeskView, Presence, SessionCard } from '../desk/types'
import { Act } from '../keyboard/Act'
import { Bar, Remaining } from '../time/Clocks'
import { useKeeper } from './Notes'

/** The time for paperwork: it ends by itself, or when the agent says so. Who is with somebody else meanwhile completes this one alone. */
export function WrapUp({ view, card }: { view: DeskView; card?: SessionCard }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const keeper = useKeeper()
  const changing = useAsked('presence')
  const completing = useAsked('complete', card?.id)
  const until = card?.wrapUntil ?? view.wrapUntil
  const alone = view.presence === 'wrapUp'
  async function end(presence: Presence) {
    if (card) await keeper.flush(card.id)
    await desk.ask({ kind: 'presence', presence, reason: null })
  }
  async function complete(id: string) {
    await keeper.flush(id)
    await desk.ask({ kind: 'complete', session: id })
  }
  return (
    <div className="wrap-up">
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Title order={2}>{t('console.wrap.title')}</Title>
        {until && (
          <strong className="wrap-left">
            <Remaining until={until} />
          </strong>
        )}
      </Group>
      {until && <Bar from={card?.endedAt ?? view.since} until={until} />}
      {alone && <p>{t('console.wrap.text')}</p>}
      <Group gap="xs" mt="sm">
        {alone ? (
          <>
            <Act
              size="sm"
              deed="finish"
              showKey
              loading={changing}
              leftSection={<IconCheck size={16} />}
              not={view.seat ? undefined : (view.seatWhy ?? t('console.seat.none'))}
              act={() => void end('inQueue')}
            >
              {t('console.wrap.finish')}
            </Act>
            <Act
              size="sm"
              variant="default"
              loading={changing}
              leftSection={<IconMoon size={16} />}
              hint={t('console.wrap.stayHelp')}
              act={() => void end('notReady')}
            >
              {t('console.wrap.stay')}
            </Act>
          </>
        ) : (
          card && (
            <Act
              size="sm"
              deed="finish"
              showKey
              loading={completing}
              leftSection={<IconCheck size={16} />}
              act={() => void complete(card.id)}
            >
              {t('console.do.complete')}
            </Act>
          )
        )}
      </Group>
    </div>
  )
}
