import { Text } from '@mantine/core'
import { Tone, type ToneName } from '@shared/components/Tone'
import { IconBriefcase, IconCircleCheck, IconMoon, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AgentRow, Presence } from '../live/types'

export const presenceLook: Record<Presence, { tone: ToneName; icon: typeof IconMoon }> = {
  inQueue: { tone: 'good', icon: IconCircleCheck },
  busy: { tone: 'busy', icon: IconBriefcase },
  wrapUp: { tone: 'wait', icon: IconPencil },
  notReady: { tone: 'quiet', icon: IconMoon },
}

/** A reason as people read it: the hub's own has words of ours, the rest are the organisation's. */
export function useReason() {
  const { t } = useTranslation()
  return (reason: string | null | undefined) => (reason === 'missed' ? t('floor.agents.missed') : reason)
}

export function PresenceMark({ of: { presence, reason, seat } }: { of: Pick<AgentRow, 'presence' | 'reason' | 'seat'> }) {
  const { t } = useTranslation()
  const because = useReason()(reason)
  // Somebody who is in contact has asked for what comes after it.
  const afterwards = presence === 'busy' || presence === 'wrapUp'
  return (
    <>
      <Tone {...presenceLook[presence]}>{t(`floor.presence.${presence}`)}</Tone>
      {because && (
        <Text size="sm" c="dimmed">
          {afterwards ? t('floor.agents.afterwards', { reason: because }) : <bdi>{because}</bdi>}
        </Text>
      )}
      {!seat && (
        <Text size="sm" c="var(--tone-hold)">
          {t('floor.agents.noSeat')}
        </Text>
      )}
    </>
  )
}
