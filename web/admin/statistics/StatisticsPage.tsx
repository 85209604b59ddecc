import './statistics.css'
import { Select, Tabs, Text } from '@mantine/core'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { IconFileText, IconSettings, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionsQuery, connectorsQuery } from '../queries'
import { Figures } from './Figures'
import { Files } from './Files'
import { SettingsTab } from './SettingsTab'

/** What happened in each interval, and which systems are given it. */
export function StatisticsPage() {
  const { t } = useTranslation()
  const administrator = useMe()?.user.role === 'administrator'
  const connectors = useQuery(connectorsQuery)
  const connections = useQuery(connectionsQuery)
  const taking = (connectors.data?.items ?? [])
    .filter(({ capabilities }) => (capabilities as string[]).includes('takeFiles'))
    .map(({ kind }) => kind)
  const given = (connections.data?.items ?? []).filter(({ kind }) => taking.includes(kind))
  const [chosen, choose] = useState<string | null>()
  const connection = chosen === undefined ? given[0]?.id : (chosen ?? undefined)
  return (
    <Page
      title={t('nav.statistics')}
      actions={
        given.length > 0 && (
          <Select
            aria-label={t('statistics.connection')}
            placeholder={t('statistics.nobody')}
            clearable
            w={280}
            maw="100%"
            data={given.map(({ id, name }) => ({ value: id, label: name }))}
            value={connection ?? null}
            onChange={choose}
          />
        )
      }
    >
      <Text c="dimmed">{t(connection ? 'statistics.explainGiven' : 'statistics.explain')}</Text>
      <Loaded of={connections}>
        {() => (
          <Tabs defaultValue="figures" keepMounted={false} key={connection}>
            <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
              <Tabs.Tab value="figures" leftSection={<IconTable size={16} aria-hidden />}>
                {t('statistics.tab.figures')}
              </Tabs.Tab>
              {connection && (
                <Tabs.Tab value="files" leftSection={<IconFileText size={16} aria-hidden />}>
                  {t('statistics.tab.files')}
                </Tabs.Tab>
              )}
              {connection && administrator && (
                <Tabs.Tab value="settings" leftSection={<IconSettings size={16} aria-hidden />}>
                  {t('statistics.tab.settings')}
                </Tabs.Tab>
              )}
            </Tabs.List>
            <Tabs.Panel value="figures" pt="md">
              <Figures connection={connection} />
            </Tabs.Panel>
            {connection && (
              <Tabs.Panel value="files" pt="md">
                <Files connection={connection} />
              </Tabs.Panel>
            )}
            {connection && administrator && (
              <Tabs.Panel value="settings" pt="md">
                <SettingsTab connection={connection} />
              </Tabs.Panel>
            )}
          </Tabs>
        )}
      </Loaded>
    </Page>
  )
}
