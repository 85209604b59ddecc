import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconHandStop,
  IconInfoCircle,
  IconLoader,
  IconPlugOff,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection, DeliveryState } from '../api/types'

export type ToneName = 'good' | 'busy' | 'wait' | 'hold' | 'bad' | 'quiet'
type Icon = typeof IconBan

/** A state: always an icon and a word, never a colour alone. */
export function Tone({ tone, icon: Mark, children }: { tone: ToneName; icon?: Icon; children: ReactNode }) {
  return (
    <span className={`tone ${tone}`}>
      {Mark && <Mark size={14} stroke={2.2} aria-hidden />}
      {children}
    </span>
  )
}

export const stateLook: Record<DeliveryState, { tone: ToneName; icon: Icon }> = {
  waiting: { tone: 'wait', icon: IconClock },
  running: { tone: 'busy', icon: IconLoader },
  parked: { tone: 'hold', icon: IconHandStop },
  delivered: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'bad', icon: IconX },
  dead: { tone: 'bad', icon: IconPlugOff },
  cancelled: { tone: 'quiet', icon: IconBan },
}

export function StateBadge({ state, count }: { state: DeliveryState; count?: number }) {
  const { t } = useTranslation()
  return (
    <Tone {...stateLook[state]}>
      {t(`state.${state}`)}
      {count !== undefined && ` ${count}`}
    </Tone>
  )
}

const healthLook: Record<Connection['health'], { tone: ToneName; icon: Icon }> = {
  ready: { tone: 'good', icon: IconCircleCheck },
  parked: { tone: 'hold', icon: IconHandStop },
  off: { tone: 'quiet', icon: IconCircleDashed },
}

export function HealthBadge({ health }: { health: Connection['health'] }) {
  const { t } = useTranslation()
  return <Tone {...healthLook[health]}>{t(`health.${health}`)}</Tone>
}

const noticeIcons: Record<ToneName, Icon> = {
  good: IconCircleCheck,
  busy: IconLoader,
  wait: IconInfoCircle,
  hold: IconAlertTriangle,
  bad: IconAlertTriangle,
  quiet: IconInfoCircle,
}

export function Notice({ tone, title, children }: { tone: ToneName; title?: ReactNode; children?: ReactNode }) {
  const Mark = noticeIcons[tone]
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'note'}>
      <Mark size={18} aria-hidden />
      <div>
        {title && <strong>{title}</strong>}
        {title && children && <br />}
        {children}
      </div>
    </div>
  )
}
