import { session, useMe, usePreferences } from '@admin/session'
import { Avatar, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import { said } from '@shared/components/Said'
import { languages } from '@shared/i18n'
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLayoutDashboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCog,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

const schemes = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop }

/** Who is signed in, in which language and light they work, and the way out. */
export function Account({ help }: { help: () => void }) {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const me = useMe()
  const client = useQueryClient()
  const keep = usePreferences()
  const initials = (me?.user.name ?? '')
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  async function signOut() {
    try {
      await api.delete('/session')
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) return said(error instanceof Error ? error.message : String(error))
    }
    client.setQueryData(session.queryKey, null)
  }
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={250}>
      <Menu.Target>
        <UnstyledButton aria-label={`${t('nav.account')}: ${initials}`} ml={4}>
          <Avatar color="tide" size={34}>
            {initials}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ overflowWrap: 'anywhere' }}>
          <bdi>{me?.user.name}</bdi> · {me && t(`role.${me.user.role}`)}
          <br />
          {me?.user.email}
        </Menu.Label>
        <Menu.Item component="a" href="/account" leftSection={<IconUserCog size={16} />}>
          {t('account.title')}
        </Menu.Item>
        {me && me.user.role !== 'agent' && (
          <Menu.Item component="a" href="/" leftSection={<IconLayoutDashboard size={16} />}>
            {t('console.toAdmin')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={help}>
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('scheme.label')}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) => {
          const Mark = schemes[scheme]
          return (
            <Menu.Item
              key={scheme}
              leftSection={<Mark size={16} />}
              rightSection={scheme === colorScheme && <IconCheck size={15} aria-hidden />}
              aria-current={scheme === colorScheme}
              onClick={() => setColorScheme(scheme)}
            >
              {t(`scheme.${scheme}`)}
            </Menu.Item>
          )
        })}
        <Menu.Label>{t('language')}</Menu.Label>
        {Object.entries(languages).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={language === i18n.language && <IconCheck size={15} aria-hidden />}
            aria-current={language === i18n.language}
            onClick={() => keep.mutate({ locale: language })}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('signIn.out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
