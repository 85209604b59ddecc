import { Button, Group } from '@mantine/core'
import { Notice } from '@shared/components/Tone'
import { useTranslation } from 'react-i18next'
import { useDesk, useDeskState, useReachable } from '../desk/Desk'
import type { DeskView } from '../desk/types'
import { Act } from '../keyboard/Act'

/** Says when the hub cannot be heard, what that means for the work, and what happens next. */
export function LineBanner() {
  const { t } = useTranslation()
  const { line } = useDeskState()
  const desk = useDesk()
  if (line === 'signedOut')
    return (
      <div className="banner" role="alert">
        <Notice tone="hold" title={t('console.line.signedOut')}>
          <Group justify="space-between" gap="xs">
            <span>{t('console.line.signedOutText')}</span>
            <Button component="a" size="xs" href={`/sign-in?to=${encodeURIComponent('/console')}`}>
              {t('signIn.title')}
            </Button>
          </Group>
        </Notice>
      </div>
    )
  if (line === 'offline')
    return (
      <div className="banner">
        <Notice tone="bad" title={t('console.line.offline')}>
          <Group justify="space-between" gap="xs">
            <span>{t('console.line.offlineText')}</span>
            <Button size="xs" variant="default" onClick={desk.reconnect}>
              {t('console.line.now')}
            </Button>
          </Group>
        </Notice>
      </div>
    )
  if (line === 'polling')
    return (
      <div className="banner slim" role="status">
        {t('console.line.polling')}
      </div>
    )
  return null
}

/** Why contacts do not come: no seat, or one that was missed. */
export function SeatBanner({ view }: { view: DeskView }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const reachable = useReachable()
  if (!view.seat)
    return (
      <div className="banner">
        <Notice tone="hold" title={t('console.seat.title')}>
          {view.seatWhy ?? t('console.seat.none')}
        </Notice>
      </div>
    )
  if (view.presence !== 'notReady' || view.reason !== 'missed' || !reachable) return null
  return (
    <div className="banner" role="status">
      <Notice tone="hold" title={t('console.reason.missed')}>
        <Group justify="space-between" gap="xs">
          <span>{t('console.missed.text')}</span>
          <Act size="xs" act={() => void desk.ask({ kind: 'presence', presence: 'inQueue', reason: null })}>
            {t('console.missed.back')}
          </Act>
        </Group>
      </Notice>
    </div>
  )
}
