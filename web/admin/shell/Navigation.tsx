import { Group, ScrollArea } from '@mantine/core'
import { useMe } from '@shared/session'
import {
  IconActivityHeartbeat,
  IconAdjustments,
  IconBook,
  IconBriefcase,
  IconChartHistogram,
  IconChecklist,
  IconFileText,
  IconHeadset,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconListDetails,
  IconMessages,
  IconPlayerPlay,
  IconPlugConnected,
  IconRoute,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export const places = [
  { to: '/', name: 'overview', icon: IconLayoutDashboard, key: 'o', group: 'work', admin: false },
  { to: '/cases', name: 'cases', icon: IconBriefcase, key: 'c', group: 'work', admin: false },
  { to: '/sessions', name: 'sessions', icon: IconMessages, key: 's', group: 'work', admin: false },
  { to: '/floor', name: 'floor', icon: IconActivityHeartbeat, key: 'f', group: 'work', admin: false, lead: true },
  { to: '/statistics', name: 'statistics', icon: IconChartHistogram, key: 'n', group: 'work', admin: false, lead: true },
  { to: '/log', name: 'log', icon: IconListDetails, key: 'l', group: 'work', admin: false },
  { to: '/integrations', name: 'integrations', icon: IconPlugConnected, key: 'i', group: 'setup', admin: true },
  { to: '/flows', name: 'flows', icon: IconRoute, key: 'w', group: 'setup', admin: true },
  { to: '/desk', name: 'desk', icon: IconAdjustments, key: 'd', group: 'setup', admin: true },
  { to: '/rules', name: 'rules', icon: IconChecklist, key: 'r', group: 'setup', admin: true },
  { to: '/case-types', name: 'caseTypes', icon: IconFileText, key: 't', group: 'setup', admin: true },
  { to: '/simulator', name: 'simulator', icon: IconPlayerPlay, key: 'm', group: 'setup', admin: true },
  { to: '/api-keys', name: 'apiKeys', icon: IconKey, key: 'k', group: 'people', admin: true },
  { to: '/users', name: 'users', icon: IconUsers, key: 'u', group: 'people', admin: true },
  { to: '/audit', name: 'audit', icon: IconHistory, key: 'a', group: 'people', admin: true },
  { to: '/docs', name: 'docs', icon: IconBook, key: 'h', group: 'help', admin: false },
] as const

export function usePlaces() {
  const role = useMe()?.user.role
  const leads = role === 'administrator' || role === 'supervisor'
  return places.filter((place) => (role === 'administrator' || !place.admin) && (leads || !('lead' in place)))
}

export function Navigation({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation()
  const allowed = usePlaces()
  return (
    <>
      <Group gap={10} px="lg" h={60} c="#fff" fw={650} fz="1.15rem" style={{ letterSpacing: '-0.01em' }}>
        <img src="/mark.svg" width={30} height={30} alt="" />
        Liaison
      </Group>
      <ScrollArea style={{ flex: 1 }}>
        {(['work', 'setup', 'people', 'help'] as const).map((group) => {
          const shown = allowed.filter((place) => place.group === group)
          return shown.length === 0 ? null : (
            <div key={group}>
              <div className="group">{t(`nav.group.${group}`)}</div>
              {shown.map(({ to, name, icon: Mark }) => (
                <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} onClick={onGo}>
                  <Mark size={19} stroke={1.7} aria-hidden />
                  {t(`nav.${name}`)}
                </Link>
              ))}
              {group === 'work' && (
                <a href="/console">
                  <IconHeadset size={19} stroke={1.7} aria-hidden />
                  {t('nav.console')}
                </a>
              )}
            </div>
          )
        })}
      </ScrollArea>
    </>
  )
}
