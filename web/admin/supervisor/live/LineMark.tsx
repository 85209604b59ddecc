import { Button, Tooltip } from '@mantine/core'
import { Tone, type ToneName } from '@shared/components/Tone'
import type { Line } from '@shared/live/hub'
import { IconBroadcast, IconBroadcastOff, IconLoader, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const looks: Record<Line, { tone: ToneName; icon: typeof IconLoader }> = {
  connecting: { tone: 'quiet', icon: IconLoader },
  live: { tone: 'good', icon: IconBroadcast },
  polling: { tone: 'wait', icon: IconRefresh },
  offline: { tone: 'bad', icon: IconBroadcastOff },
  signedOut: { tone: 'bad', icon: IconBroadcastOff },
}

/** Whether what is shown is as it happens, a few seconds old, or no longer known. */
export function LineMark({ line, again }: { line: Line; again: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Tooltip label={t(`floor.lineHelp.${line}`)} multiline maw={300}>
        <span role="status">
          <Tone {...looks[line]}>{t(`floor.line.${line}`)}</Tone>
        </span>
      </Tooltip>
      {line === 'offline' && (
        <Button size="compact-sm" variant="default" onClick={again}>
          {t('action.tryAgain')}
        </Button>
      )}
    </>
  )
}
