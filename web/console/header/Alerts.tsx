import { ActionIcon, Menu, Switch, Text } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chime } from '../offer/chime'
import { keepSettings, useSettings } from '../settings'

/** How an offer makes itself noticed. */
export function Alerts() {
  const { t } = useTranslation()
  const { sound, notifications } = useSettings()
  const known = 'Notification' in window
  const [permission, setPermission] = useState(known ? Notification.permission : 'denied')
  async function notify(on: boolean) {
    if (!on) return keepSettings({ notifications: false })
    const answer = await Notification.requestPermission()
    setPermission(answer)
    keepSettings({ notifications: answer === 'granted' })
  }
  const Mark = sound ? IconBell : IconBellOff
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={280} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('console.alerts.title')}>
          <Mark size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown p="sm">
        <Switch
          label={t('console.alerts.sound')}
          description={t('console.alerts.soundHelp')}
          checked={sound}
          onChange={({ currentTarget: { checked } }) => {
            keepSettings({ sound: checked })
            if (checked) chime()
          }}
        />
        <Switch
          mt="md"
          label={t('console.alerts.desktop')}
          description={permission === 'denied' ? t('console.alerts.denied') : t('console.alerts.desktopHelp')}
          disabled={permission === 'denied'}
          checked={notifications && permission === 'granted'}
          onChange={({ currentTarget: { checked } }) => void notify(checked)}
        />
        <Text size="xs" c="dimmed" mt="sm">
          {t('console.alerts.device')}
        </Text>
      </Menu.Dropdown>
    </Menu>
  )
}
