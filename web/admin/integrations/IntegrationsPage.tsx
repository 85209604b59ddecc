import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Connection, Connector } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { FaultNotice } from '@shared/components/Failure'
import { FormModal } from '@shared/components/FormModal'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { HealthBadge, Tone } from '@shared/components/Tone'
import { IconPlug, IconPlus, IconTable } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionsQuery, connectorsQuery } from '../queries'

export function IntegrationsPage() {
  const { t } = useTranslation()
  const connections = useQuery(connectionsQuery)
  const connectors = useQuery(connectorsQuery)
  const [adding, setAdding] = useState<Connector>()
  return (
    <Page title={t('nav.integrations')}>
      <Loaded of={connections}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="card">
              <Empty icon={IconPlug} title={t('integrations.none')} text={t('integrations.noneText')} />
            </div>
          ) : (
            <div className="cards">
              {items.map((connection) => (
                <ConnectionCard
                  key={connection.id}
                  connection={connection}
                  connector={connectors.data?.items.find(({ kind }) => kind === connection.kind)}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      <Group justify="space-between">
        <Title order={2}>{t('integrations.available')}</Title>
        <Button component={Link} to="/integrations/compare" variant="subtle" leftSection={<IconTable size={16} />}>
          {t('compare.open')}
        </Button>
      </Group>
      <Loaded of={connectors}>
        {({ items }) => (
          <div className="cards">
            {items.map((connector) => (
              <div key={connector.kind} className="card">
                <Stack justify="space-between" h="100%">
                  <div>
                    <Title order={3}>{connector.name}</Title>
                    <Text size="sm" c="dimmed" mt={4}>
                      {connector.summary}
                    </Text>
                    <Group gap={6} mt="sm">
                      {connector.recordTypes.map((type) => (
                        <Tone key={type} tone="quiet">
                          {type}
                        </Tone>
                      ))}
                    </Group>
                  </div>
                  <Group>
                    <Button variant="light" leftSection={<IconPlus size={16} />} onClick={() => setAdding(connector)}>
                      {t('integrations.connect')}
                    </Button>
                  </Group>
                </Stack>
              </div>
            ))}
          </div>
        )}
      </Loaded>
      {adding && <NewConnection connector={adding} close={() => setAdding(undefined)} />}
    </Page>
  )
}

function ConnectionCard({ connection, connector }: { connection: Connection; connector?: Connector }) {
  const { t } = useTranslation()
  return (
    <Link to="/integrations/$connectionId" params={{ connectionId: connection.id }} className="card">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Title order={3}>{connection.name}</Title>
          <Text size="sm" c="dimmed">
            {connector?.name ?? connection.kind}
          </Text>
        </div>
        <HealthBadge health={connection.health} />
      </Group>
      <Text size="sm" mt="md" className="figure">
        {t('integrations.counts', connection.counts)}
      </Text>
      {connection.parked && (
        <div style={{ marginTop: 12 }}>
          <FaultNotice fault={connection.parked.fault} />
        </div>
      )}
    </Link>
  )
}

function NewConnection({ connector, close }: { connector: Connector; close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState(connector.name)
  const create = useMutation({
    mutationFn: () => api.create('/connections', { kind: connector.kind, name }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['connections'] })
      await navigate({ to: '/integrations/$connectionId', params: { connectionId: made.id } })
    },
  })
  return (
    <FormModal title={t('integrations.connectTo', { name: connector.name })} close={close} send={create} answer={t('integrations.connect')}>
      <TextInput
        label={t('integrations.name')}
        description={t('integrations.nameHelp')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </FormModal>
  )
}
