import type { Session } from '@shared/api/types'
import { Tone } from '@shared/components/Tone'
import { IconMail, IconMessage, IconMessageOff, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const icons = { voice: IconPhone, chat: IconMessage, inbox: IconMail, offline: IconMessageOff }

/** Which way people were in contact, and who began. */
export function ChannelMark({ of: { channel, direction } }: { of: Pick<Session, 'channel' | 'direction'> }) {
  const { t } = useTranslation()
  return (
    <Tone tone="quiet" icon={icons[channel]}>
      {t(`channel.${channel}`)} · {t(`direction.${direction}`)}
    </Tone>
  )
}
