import type { Channel } from '@shared/api/types'
import { IconMail, IconMessage, IconMessageOff, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const icons = { voice: IconPhone, chat: IconMessage, inbox: IconMail, offline: IconMessageOff }

export function ChannelIcon({ channel, size = 16 }: { channel: Channel; size?: number }) {
  const { t } = useTranslation()
  const Mark = icons[channel]
  return <Mark size={size} stroke={1.9} role="img" aria-label={t(`channel.${channel}`)} style={{ flex: 'none' }} />
}
