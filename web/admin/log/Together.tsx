import { Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Delivery } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { Section } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Choose, Trace } from '../identification/Trace'
import { DraftTable } from './DraftTable'

/** The records that one delivery writes together, each with its values and with what it is linked to. */
export function Together({ one }: { one: Delivery }) {
  const { t } = useTranslation()
  const { together, person } = one.draft
  return (
    <>
      {(together ?? []).map((write) => (
        <Section
          key={write.alias}
          flush
          title={`${write.recordType} · ${write.record ?? t(write.alias === 'person' && person && !person.create ? 'together.found' : 'together.new')}`}
        >
          <Stack gap={2} px="md" pb="sm">
            {write.record && (
              <Text size="sm" c="dimmed">
                {t(`conversations.foundBy.${write.existing ?? 'update'}`)}
              </Text>
            )}
            {write.ownerEmail && (
              <Text size="sm" c="dimmed">
                {t('together.owner')}: {write.ownerEmail}
              </Text>
            )}
            {Object.entries(write.links).map(([field, to]) => (
              <Text key={field} size="sm" c="dimmed">
                {field} → {together?.find(({ alias }) => alias === to)?.recordType ?? to}
              </Text>
            ))}
          </Stack>
          {write.fields.length > 0 && <DraftTable draft={write} />}
        </Section>
      ))}
    </>
  )
}

/** Why a conversation goes to the record to which it goes; while it waits for a person, one press says which it is. */
export function Whose({ one }: { one: Delivery }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayChoose = useMe()?.user.role !== 'agent' && one.state !== 'running' && one.state !== 'delivered'
  const asked = one.fault?.identified
  const session = useQuery({
    queryKey: ['sessions', 'one', one.subject],
    enabled: !asked && one.subject !== '',
    retry: false,
    queryFn: ({ signal }) => api.get(`/sessions/${one.subject}`, undefined, signal),
  })
  const choose = useMutation({
    mutationFn: (record: string) => api.create(`/deliveries/${one.id}/link`, { record }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['deliveries'] })
      await client.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const identified = asked ?? session.data?.decisions.find(({ deliveryId }) => deliveryId === one.id)?.identified
  if (!identified) return null
  return (
    <Section title={t('together.whose')}>
      <Group display="block">
        <ErrorNotice error={choose.error} />
        <Trace
          identified={identified}
          chosen={identified.chosen?.record}
          beside={({ record }) =>
            asked &&
            mayChoose && (
              <Choose busy={choose.isPending && choose.variables === record.record} onClick={() => choose.mutate(record.record)} />
            )
          }
        />
      </Group>
    </Section>
  )
}
