import { IconMail, IconMessage, IconMessageOff, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SessionCard } from './desk/types'

const icons = { voice: IconPhone, chat: IconMessage, inbox: IconMail, offline: IconMessageOff }

export function ChannelIcon({ channel, size = 18 }: { channel: SessionCard['channel']; size?: number }) {
  const { t } = useTranslation()
  const Mark = icons[channel]
  return <Mark size={size} stroke={1.9} role="img" aria-label={t(`channel.${channel}`)} />
}
