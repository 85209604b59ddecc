import { Avatar, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { languages } from '@shared/i18n'
import { initialsOf, session, signedOut, useMe, usePreferences } from '@shared/session'
import { schemeNames, schemes } from '@shared/theme/schemes'
import { IconCheck, IconKeyboard, IconLayoutDashboard, IconLogout, IconUserCog } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

/** Who is signed in, in which language and light they work, and the way out. */
export function Account({ help }: { help: () => void }) {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const me = useMe()
  const client = useQueryClient()
  const keep = usePreferences()
  const initials = initialsOf(me?.user.name ?? '')
  async function signOut() {
    if (await signedOut()) client.setQueryData(session.queryKey, null)
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
        {schemeNames.map((scheme) => {
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
