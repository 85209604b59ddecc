import { Button, Group } from '@mantine/core'
import { api } from '@shared/api/client'
import { ErrorNotice, FaultNotice } from '@shared/components/Failure'
import { LinkButton, TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { HealthBadge } from '@shared/components/Tone'
import { IconBook } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from './connection'

const tabs = [
  { to: '/integrations/$connectionId', name: 'general' },
  { to: '/integrations/$connectionId/conversations', name: 'conversations', needs: 'writeTogether' },
  { to: '/integrations/$connectionId/dynamic-data', name: 'dynamicData', needs: 'findRecords' },
  { to: '/integrations/$connectionId/identification', name: 'identification', needs: 'findRecords' },
  { to: '/integrations/$connectionId/users', name: 'people', needs: 'listUsers' },
  { to: '/integrations/$connectionId/query', name: 'query', needs: 'runQuery' },
  { to: '/integrations/$connectionId/references', name: 'references', needs: 'writeRecords' },
  { to: '/integrations/$connectionId/templates', name: 'templates', needs: 'writeRecords' },
  { to: '/integrations/$connectionId/updates', name: 'updates', needs: 'receiveChanges' },
  { to: '/integrations/$connectionId/log', name: 'log' },
] as const

export function ConnectionPage() {
  const { t } = useTranslation()
  const { connectionId, connection, connector } = useConnection()
  const client = useQueryClient()
  const resume = useMutation({
    mutationFn: () => api.post(`/connections/${connectionId}/resume`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['connections'] })
      said(t('integrations.resumed'))
    },
  })
  return (
    <Loaded of={connection}>
      {(one) => (
        <Page
          title={one.name}
          crumbs={[
            <TextLink key="hub" to="/integrations">
              {t('nav.integrations')}
            </TextLink>,
            connector?.name ?? one.kind,
          ]}
          beside={<HealthBadge health={one.health} />}
          actions={
            connector && (
              <LinkButton to={connector.docs} variant="subtle" leftSection={<IconBook size={16} />}>
                {t('compare.guide')}
              </LinkButton>
            )
          }
        >
          {one.parked && (
            <div>
              <FaultNotice fault={one.parked.fault} title={t('integrations.parkedTitle')} />
              <Group mt="sm">
                <Button size="xs" loading={resume.isPending} onClick={() => resume.mutate()}>
                  {t('integrations.resume')}
                </Button>
              </Group>
              <ErrorNotice error={resume.error} />
            </div>
          )}
          <Tabs name={one.name} connectionId={connectionId} can={connector?.capabilities ?? []} />
          <Outlet />
        </Page>
      )}
    </Loaded>
  )
}

/** All that there is of a connection, at one sight; on a narrow screen in one row that a thumb moves, with the open one in its middle. */
function Tabs({ name, connectionId, can }: { name: string; connectionId: string; can: readonly string[] }) {
  const { t } = useTranslation()
  const row = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = tabs.filter((tab) => !('needs' in tab) || can.includes(tab.needs))
  useEffect(() => {
    if (pathname && shown.length) row.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname, shown.length])
  return (
    <nav className="tabs" aria-label={name} ref={row}>
      {shown.map(({ to, name }) => (
        <Link key={name} to={to} params={{ connectionId }} activeOptions={{ exact: name === 'general', includeSearch: false }}>
          {t(`integrations.tab.${name}`)}
        </Link>
      ))}
    </nav>
  )
}
