import { Group, Title } from '@mantine/core'
import { IconCheck, IconMoon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAsked, useDesk } from '../desk/Desk'
import type { DeskView, Presence } from '../desk/types'
import { Act } from '../keyboard/Act'
import { Bar, Remaining } from '../time/Clocks'
import { useKeeper } from './Notes'

/** The time for paperwork: it ends by itself, or when the agent says so. */
export function WrapUp({ view, session }: { view: DeskView; session?: string }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const keeper = useKeeper()
  const changing = useAsked('presence')
  async function end(presence: Presence) {
    if (session) await keeper.flush(session)
    await desk.ask({ kind: 'presence', presence, reason: null })
  }
  return (
    <div className="wrap-up">
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Title order={2}>{t('console.wrap.title')}</Title>
        {view.wrapUntil && (
          <strong className="wrap-left">
            <Remaining until={view.wrapUntil} />
          </strong>
        )}
      </Group>
      {view.wrapUntil && <Bar from={view.since} until={view.wrapUntil} />}
      <p>{t('console.wrap.text')}</p>
      <Group gap="xs">
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
      </Group>
    </div>
  )
}
