import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { states } from '@shared/api/lists'
import type { ConnectionAtAGlance } from '@shared/api/types'
import { FaultNotice } from '@shared/components/Failure'
import { LinkButton } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { HealthBadge, StateBadge } from '@shared/components/Tone'
import { localeOf } from '@shared/i18n'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FirstSteps } from './FirstSteps'
import { LastHour } from './LastHour'

export function OverviewPage() {
  const { t } = useTranslation()
  const overview = useQuery({ queryKey: ['overview'], queryFn: ({ signal }) => api.get('/overview', undefined, signal) })
  return (
    <Page title={t('nav.overview')}>
      <Loaded of={overview}>
        {(now) => (
          <Stack gap="lg">
            <FirstSteps overview={now} />
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
              <Section
                title={t('overview.cases')}
                actions={
                  <LinkButton to="/cases" variant="subtle" size="compact-sm">
                    {t('overview.allCases')}
                  </LinkButton>
                }
              >
                <Group gap="xl">
                  <Figure value={now.cases.open} label={t('overview.open')} />
                  <Figure value={now.cases.today} label={t('overview.today')} />
                </Group>
              </Section>
              <Section title={t('overview.lastHour')}>
                <LastHour minutes={now.deliveries.lastHour} />
              </Section>
            </SimpleGrid>
            <Section
              title={t('overview.deliveries')}
              actions={
                <LinkButton to="/log" variant="subtle" size="compact-sm">
                  {t('nav.log')}
                </LinkButton>
              }
            >
              <div className="tiles">
                {states.map((state) => (
                  <Link key={state} to="/log" search={{ state }} className="card" style={{ padding: '0.7rem 0.6rem' }}>
                    <StateBadge state={state} />
                    <Text fz="1.6rem" fw={650} mt={4} className="figure">
                      {now.deliveries.byState[state] ?? 0}
                    </Text>
                  </Link>
                ))}
              </div>
            </Section>
            <Section title={t('overview.connections')}>
              <Stack gap="sm">
                {now.connections.length === 0 && <Text c="dimmed">{t('integrations.none')}</Text>}
                {now.connections.map((connection) => (
                  <ConnectionHealth key={connection.id} connection={connection} />
                ))}
              </Stack>
            </Section>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Figure({ value, label }: { value: number; label: string }) {
  const { i18n } = useTranslation()
  return (
    <div>
      <Text fz="2.4rem" fw={650} lh={1.1} className="figure">
        {new Intl.NumberFormat(localeOf(i18n.language)).format(value)}
      </Text>
      <Text c="dimmed" size="sm">
        {label}
      </Text>
    </div>
  )
}

function ConnectionHealth({ connection }: { connection: ConnectionAtAGlance }) {
  const { t } = useTranslation()
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <Link to="/integrations/$connectionId" params={{ connectionId: connection.id }} style={{ color: 'inherit', fontWeight: 600 }}>
            {connection.name}
          </Link>
          <HealthBadge health={connection.health} />
        </Group>
        <Text size="sm" c="dimmed">
          {t('integrations.counts', connection.counts)}
        </Text>
      </Group>
      {connection.parked && (
        <div style={{ marginTop: 8 }}>
          <FaultNotice fault={connection.parked.fault} />
        </div>
      )}
    </div>
  )
}
