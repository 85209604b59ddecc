import { AppShell } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useLiveChanges } from '@shared/api/live'
import { useMe } from '@shared/session'
import { deviceZone, Zone } from '@shared/time'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Navigation } from './Navigation'
import { Palette } from './Palette'
import { ShortcutsHelp, useShortcuts } from './Shortcuts'
import { TopBar } from './TopBar'

export function Shell() {
  const { t } = useTranslation()
  const [menu, { toggle, close }] = useDisclosure()
  const [finding, find] = useDisclosure()
  const [helping, help] = useDisclosure()
  const live = useLiveChanges()
  useShortcuts(find.open, help.open)
  return (
    <AppShell layout="alt" header={{ height: 60 }} navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !menu } }}>
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <AppShell.Header className="topbar">
        <TopBar opened={menu} toggle={toggle} find={find.open} help={help.open} live={live} />
      </AppShell.Header>
      <AppShell.Navbar className="rail" aria-label={t('nav.label')} onKeyDown={(event) => event.key === 'Escape' && close()}>
        <Navigation onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main className="main" id="main" tabIndex={-1}>
        <Zone value={useMe()?.user.timeZone ?? deviceZone}>
          <Outlet />
        </Zone>
      </AppShell.Main>
      <Palette opened={finding} close={find.close} />
      <ShortcutsHelp opened={helping} close={help.close} />
    </AppShell>
  )
}
