import { ActionIcon, Avatar, Burger, Button, Group, Kbd, Menu, Text, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { languages } from '@shared/i18n'
import { initialsOf, signedOut, useMe, usePreferences } from '@shared/session'
import { schemeNames, schemes } from '@shared/theme/schemes'
import { IconKeyboard, IconLanguage, IconLogout, IconSearch, IconUserCog } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

interface Props {
  opened: boolean
  toggle: () => void
  find: () => void
  help: () => void
  live: 'live' | 'polling'
}

export function TopBar({ opened, toggle, find, help, live }: Props) {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Scheme = schemes[colorScheme]
  const keep = usePreferences()
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
      <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
        <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="sm" aria-label={t('nav.toggle')} />
        <Text fw={600} truncate>
          {useMe()?.tenant.name}
        </Text>
        <Tooltip label={t(`live.${live}`)}>
          <span role="status" className={live === 'live' ? 'tone good narrow-hide' : 'tone quiet narrow-hide'}>
            ● {t(`live.${live}Short`)}
          </span>
        </Tooltip>
      </Group>
      <Group gap={4} wrap="nowrap">
        <Button
          variant="default"
          c="dimmed"
          fw={400}
          size="compact-md"
          leftSection={<IconSearch size={16} />}
          rightSection={<Kbd size="xs">/</Kbd>}
          onClick={find}
          visibleFrom="sm"
        >
          {t('palette.open')}
        </Button>
        <ActionIcon variant="subtle" color="gray" size="lg" onClick={find} hiddenFrom="sm" aria-label={t('palette.open')}>
          <IconSearch size={19} />
        </ActionIcon>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('scheme.label')}>
              <Scheme size={19} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {schemeNames.map((scheme) => {
              const Mark = schemes[scheme]
              return (
                <Menu.Item
                  key={scheme}
                  leftSection={<Mark size={16} />}
                  fw={scheme === colorScheme ? 650 : 400}
                  onClick={() => setColorScheme(scheme)}
                >
                  {t(`scheme.${scheme}`)}
                </Menu.Item>
              )
            })}
          </Menu.Dropdown>
        </Menu>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('language')}>
              <IconLanguage size={19} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {Object.entries(languages).map(([language, name]) => (
              <Menu.Item
                key={language}
                lang={language}
                fw={language === i18n.language ? 650 : 400}
                onClick={() => keep.mutate({ locale: language })}
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <PersonMenu help={help} />
      </Group>
    </Group>
  )
}

function PersonMenu({ help }: { help: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const initials = initialsOf(me?.user.name ?? '')
  async function signOut() {
    if (!(await signedOut())) return
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton aria-label={`${t('nav.account')}: ${initials}`} ml={4}>
          <Avatar color="tide" size={34}>
            {initials}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me?.user.name} · {me && t(`role.${me.user.role}`)}
          <br />
          {me?.user.email}
        </Menu.Label>
        <Menu.Item leftSection={<IconUserCog size={16} />} onClick={() => navigate({ to: '/account' })}>
          {t('account.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={help}>
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('signIn.out')}
        </Menu.Item>
        <Menu.Label>
          {t('version')} {me?.version}
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
