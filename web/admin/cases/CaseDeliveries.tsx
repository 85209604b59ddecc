import { Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { StateBadge } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const settled = new Set(['delivered', 'failed', 'dead', 'cancelled', 'parked'])

export function CaseDeliveries({ caseId }: { caseId: string }) {
  const { t } = useTranslation()
  const deliveries = useQuery({
    queryKey: ['deliveries', 'case', caseId],
    queryFn: ({ signal }) => api.get(`/cases/${caseId}/deliveries`, undefined, signal),
    // While something is on its way the person is waiting for a number: look more often than the hub may tell.
    refetchInterval: ({ state }) => (state.data?.items.some((row) => !settled.has(row.state)) ? 3_000 : false),
  })
  return (
    <Section title={t('cases.deliveries')}>
      <Loaded of={deliveries}>
        {({ items }) => (
          <Stack gap="sm">
            {items.length === 0 && (
              <Text c="dimmed" size="sm">
                {t('cases.noDeliveries')}
              </Text>
            )}
            {items.map((row) => (
              <div key={row.id}>
                <Group justify="space-between" gap="xs">
                  <Group gap="sm">
                    <StateBadge state={row.state} />
                    <Link to="/log/$deliveryId" params={{ deliveryId: row.id }} style={{ color: 'inherit', fontWeight: 550 }}>
                      {t(`kind.${row.kind}`)} · {row.templateName ?? row.connectionName}
                    </Link>
                    {row.record && <RecordLink record={row.record} url={row.recordUrl} />}
                  </Group>
                  <Text size="sm" c="dimmed">
                    <When at={row.at} />
                  </Text>
                </Group>
                {row.fault && (
                  <Text size="sm" c="dimmed" mt={2}>
                    {row.fault.detail}
                  </Text>
                )}
              </div>
            ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}
