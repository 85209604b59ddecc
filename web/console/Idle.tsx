import { Group } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { IconCoffee, IconHeadset, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from './desk/Desk'
import type { DeskView } from './desk/types'
import { Act } from './keyboard/Act'
import { WrapUp } from './notes/WrapUp'

/** A desk with nobody on it. */
export function Idle({ view, recent }: { view: DeskView; recent: () => void }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const waiting = view.presence === 'inQueue'
  const wrapping = view.presence === 'wrapUp'
  const face = waiting ? 'waiting' : wrapping ? 'wrapping' : 'resting'
  return (
    <div className="card idle">
      <Empty
        level={1}
        icon={waiting ? IconHeadset : wrapping ? IconPencil : IconCoffee}
        title={t(`console.idle.${face}`)}
        text={t(`console.idle.${face}Text`)}
        action={
          <Group justify="center">
            {wrapping && <WrapUp view={view} />}
            {!waiting && !wrapping && (
              <Act
                showKey
                not={view.seat ? undefined : (view.seatWhy ?? t('console.seat.none'))}
                act={() => void desk.ask({ kind: 'presence', presence: 'inQueue', reason: null })}
              >
                {t('console.idle.begin')}
              </Act>
            )}
            <Act variant="default" local act={recent}>
              {t('console.recent.title')}
            </Act>
          </Group>
        }
      />
    </div>
  )
}
