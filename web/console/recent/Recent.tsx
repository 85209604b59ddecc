import { Accordion, Drawer, Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { DeliveryRow, SessionRow } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { Loaded } from '@shared/components/Loaded'
import { RecordLink } from '@shared/components/RecordLink'
import { StateBadge, Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconCircleCheck, IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelIcon } from '../Channel'
import { webAddress } from '../desk/name'
import { clock } from '../time/countdown'
import { useNext } from './next'

/** The agent's own last sessions: whether they are written where they belong, and if not, what happens next. */
export function Recent({ email, close }: { email: string; close: () => void }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<string | null>(null)
  const found = useQuery({
    queryKey: ['sessions', 'recent', email],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => api.get('/sessions', { agent: email, sort: '-start', limit: 25 }, signal),
  })
  return (
    <Drawer opened onClose={close} size="lg" title={<strong>{t('console.recent.title')}</strong>}>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconHistory} title={t('console.recent.none')} text={t('console.recent.noneText')} />
          ) : (
            <Accordion variant="separated" chevronPosition="right" value={opened} onChange={setOpened}>
              {items.map((row) => (
                <Entry key={row.id} row={row} opened={row.id === opened} />
              ))}
            </Accordion>
          )
        }
      </Loaded>
    </Drawer>
  )
}

const worries = ['failed', 'parked', 'waiting'] as const

function Entry({ row, opened }: { row: SessionRow; opened: boolean }) {
  const { t } = useTranslation()
  const open = worries.filter((state) => row.deliveries[state] > 0)
  return (
    <Accordion.Item value={row.id}>
      <Accordion.Control icon={<ChannelIcon channel={row.channel} />}>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <div className="record-head">
            <span dir="auto" className="clip strong">
              {row.customer ?? row.phone ?? row.email ?? t('sessions.unknown')}
            </span>
            <small>
              <When at={row.startedAt} exact />
              {row.seconds !== null && ` · ${clock(row.seconds * 1000)}`}
            </small>
          </div>
          <Group gap={4} justify="flex-end">
            {open.map((state) => (
              <StateBadge key={state} state={state} count={row.deliveries[state]} />
            ))}
            {open.length === 0 && row.deliveries.delivered > 0 && (
              <Tone tone="good" icon={IconCircleCheck}>
                {t('console.recent.written')}
              </Tone>
            )}
          </Group>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>{opened && <Details id={row.id} />}</Accordion.Panel>
    </Accordion.Item>
  )
}

function Details({ id }: { id: string }) {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: ['sessions', 'one', id],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => api.get(`/sessions/${id}`, undefined, signal),
  })
  return (
    <Loaded of={found}>
      {(one) => (
        <Stack gap="sm">
          {one.deliveries.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('console.recent.nothing')}
            </Text>
          )}
          {one.deliveries.map((delivery) => (
            <Delivery key={delivery.id} one={delivery} />
          ))}
          {one.records.map((record) => (
            <Text size="sm" key={record.reference + record.record}>
              {record.recordType} <RecordLink record={record.record} url={webAddress(record.url)} />
            </Text>
          ))}
          {one.disposition && (
            <Text size="sm" c="dimmed">
              {t('sessions.disposition')}: <bdi>{[one.disposition, one.subDisposition].filter(Boolean).join(' › ')}</bdi>
            </Text>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

function Delivery({ one }: { one: DeliveryRow }) {
  const { t } = useTranslation()
  const next = useNext()
  return (
    <div className="delivery">
      <Group gap="xs">
        <StateBadge state={one.state} />
        <Text size="sm" fw={600}>
          {t(`kind.${one.kind}`)} · <bdi>{one.connectionName}</bdi>
        </Text>
      </Group>
      {one.fault && (
        <Text size="sm" dir="auto">
          {t('console.recent.why')} {one.fault.detail}
        </Text>
      )}
      <Text size="sm" c={one.fault ? undefined : 'dimmed'}>
        {next(one)}
      </Text>
    </div>
  )
}
