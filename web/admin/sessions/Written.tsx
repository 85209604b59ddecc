import { Group, Stack, Text } from '@mantine/core'
import type { Session } from '@shared/api/types'
import { TextLink } from '@shared/components/Links'
import { Section } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { StateBadge } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useTranslation } from 'react-i18next'
import { Trace } from '../identification/Trace'

/** The records that a session has over there, and what was sent to make them. */
export function Written({ one, mayLook }: { one: Session; mayLook: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <Section title={t('sessions.records')}>
        {one.records.length === 0 && <Text c="dimmed">{t('sessions.noRecords')}</Text>}
        <Stack gap="xs">
          {one.records.map((record) => (
            <div key={record.reference + record.record}>
              <Text component="span" fw={600}>
                {record.recordType}
              </Text>{' '}
              <RecordLink record={record.record} url={record.url} />
              <Text size="xs" c="dimmed">
                {record.connectionName} · <When at={record.linkedAt} />
              </Text>
            </div>
          ))}
        </Stack>
      </Section>
      {one.deliveries.length > 0 && (
        <Section title={t('sessions.deliveries')}>
          <Stack gap="sm">
            {one.deliveries.map((delivery) => (
              <div key={delivery.id} style={{ overflowWrap: 'anywhere' }}>
                <Group gap="xs">
                  <StateBadge state={delivery.state} />
                  {mayLook ? (
                    <TextLink to="/log/$deliveryId" params={{ deliveryId: delivery.id }} size="sm">
                      {t(`kind.${delivery.kind}`)} · {delivery.connectionName}
                    </TextLink>
                  ) : (
                    <Text size="sm">
                      {t(`kind.${delivery.kind}`)} · {delivery.connectionName}
                    </Text>
                  )}
                </Group>
                <Text size="sm" c="dimmed">
                  {delivery.fault?.detail ?? delivery.summary} · <When at={delivery.at} />
                </Text>
              </div>
            ))}
          </Stack>
        </Section>
      )}
    </>
  )
}

/** Why a session went to the records to which it went. */
export function Decisions({ one }: { one: Session }) {
  const { t } = useTranslation()
  if (one.decisions.length === 0) return null
  return (
    <Section title={t('sessions.decisions')}>
      <Stack>
        {one.decisions.map((decision) => (
          <div key={decision.deliveryId}>
            <Text fw={600} mb={6}>
              {decision.connectionName}
            </Text>
            <Trace identified={decision.identified} chosen={decision.identified.chosen?.record} />
          </div>
        ))}
      </Stack>
    </Section>
  )
}
