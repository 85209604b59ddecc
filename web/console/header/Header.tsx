import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconHistory, IconKeyboard } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDeskState } from '../desk/Desk'
import type { DeskView } from '../desk/types'
import { keys } from '../keyboard/keys'
import { Account } from './Account'
import { Alerts } from './Alerts'
import { StatusButton } from './StatusButton'

export function Header({ view, help, recent }: { view: DeskView; help: () => void; recent: () => void }) {
  const { t } = useTranslation()
  const { line } = useDeskState()
  return (
    <header className="bar">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <img src="/mark.svg" width={30} height={30} alt="Liaison" className="narrow-hide" />
        <StatusButton view={view} />
      </Group>
      <Group gap={2} wrap="nowrap">
        {line === 'live' && (
          <Tooltip label={t('console.line.live')}>
            <span className="tone good narrow-hide">● {t('live.liveShort')}</span>
          </Tooltip>
        )}
        <Tooltip label={`${t('console.recent.title')} (${keys.recent.toUpperCase()})`}>
          <ActionIcon variant="subtle" color="gray" size="lg" onClick={recent} aria-label={t('console.recent.title')}>
            <IconHistory size={19} />
          </ActionIcon>
        </Tooltip>
        <Alerts />
        <Tooltip label={`${t('shortcuts.title')} (?)`}>
          <ActionIcon className="narrow-hide" variant="subtle" color="gray" size="lg" onClick={help} aria-label={t('shortcuts.title')}>
            <IconKeyboard size={19} />
          </ActionIcon>
        </Tooltip>
        <Account help={help} />
      </Group>
    </header>
  )
}
