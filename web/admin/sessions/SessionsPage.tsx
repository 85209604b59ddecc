import { Button, Group, Text } from '@mantine/core'
import { address } from '@shared/api/client'
import { useKeyset } from '@shared/api/keyset'
import type { SessionRow } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded, MoreButton } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { StateBadge } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useMe } from '@shared/session'
import { useTimes } from '@shared/time'
import { IconFileTypeCsv, IconMessages } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ChannelMark } from './ChannelMark'
import { clock, type SessionSearch, toQuery } from './filter'
import { SessionFilter } from './SessionFilter'

export function SessionsPage() {
  const { t } = useTranslation()
  const { zone } = useTimes()
  const navigate = useNavigate()
  const agent = useMe()?.user.role === 'agent'
  const filter = useSearch({ from: '/inside/sessions' })
  const query = toQuery(filter, zone)
  const list = useKeyset(['sessions', 'list'], '/sessions', query)
  const change = (part: Partial<SessionSearch>) => navigate({ to: '/sessions', search: (old) => ({ ...old, ...part }), replace: true })
  const filtered = Object.values(filter).some(Boolean)
  const columns: Column<SessionRow>[] = [
    { title: t('sessions.person'), show: (row) => <Person row={row} /> },
    {
      title: t('sessions.start'),
      kind: 'wide',
      show: (row) => (
        <>
          <When at={row.startedAt} exact />
          <div>
            <ChannelMark of={row} />
          </div>
        </>
      ),
    },
    {
      title: t('sessions.length'),
      kind: 'wide right',
      show: (row) => <span className="figure">{typeof row.seconds === 'number' ? clock(row.seconds) : '–'}</span>,
    },
    {
      title: t('sessions.handledBy'),
      kind: 'wide',
      show: (row) => (
        <>
          {row.agent?.name ?? row.agent?.email ?? '–'}
          <Text size="sm" c="dimmed">
            {row.queue}
          </Text>
        </>
      ),
    },
    {
      title: t('sessions.disposition'),
      kind: 'wide',
      show: (row) => [row.disposition, row.subDisposition].filter(Boolean).join(' › ') || '–',
    },
    { title: t('sessions.records'), kind: 'wide', show: (row) => <Records row={row} /> },
  ]
  return (
    <Page
      title={t('nav.sessions')}
      beside={list.first?.total !== undefined && <Text c="dimmed">{t('sessions.total', { count: list.first.total })}</Text>}
      actions={
        !agent && (
          <Button
            component="a"
            variant="default"
            leftSection={<IconFileTypeCsv size={16} />}
            href={address('/sessions/export.csv', { ...query, zone })}
            download
          >
            {t('sessions.export')}
          </Button>
        )
      }
    >
      <div className="card flush">
        <SessionFilter filter={filter} change={change} />
        <Loaded of={{ ...list, data: list.data && list.items }}>
          {(rows) => (
            <ListTable
              items={rows}
              columns={columns}
              open={({ id }) => navigate({ to: '/sessions/$sessionId', params: { sessionId: id } })}
              empty={
                <Empty
                  icon={IconMessages}
                  title={t(filtered ? 'sessions.noneFound' : 'sessions.none')}
                  text={t(filtered ? 'sessions.noneFoundText' : 'sessions.noneText')}
                />
              }
            />
          )}
        </Loaded>
        <MoreButton query={list} />
      </div>
    </Page>
  )
}

function Person({ row }: { row: SessionRow }) {
  const { t } = useTranslation()
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Link to="/sessions/$sessionId" params={{ sessionId: row.id }} style={{ color: 'inherit', fontWeight: 600 }}>
        {row.customer ?? row.phone ?? row.email ?? t('sessions.unknown')}
      </Link>
      <Text size="sm" c="dimmed">
        {[row.company, row.phone ?? row.email].filter(Boolean).join(' · ')}
      </Text>
      <Group gap={6} mt={4} className="narrow-only">
        <ChannelMark of={row} />
        <Text size="sm" c="dimmed">
          <When at={row.startedAt} exact />
        </Text>
        <Records row={row} />
      </Group>
    </div>
  )
}

function Records({ row }: { row: SessionRow }) {
  const worries = (['failed', 'parked', 'waiting'] as const).filter((state) => row.deliveries[state] > 0)
  // Where several systems hold a session, two of its records may have one name.
  const systems = [...new Set(row.records.map((one) => one.connectionName))]
  return (
    <Group gap="2px 10px" maw={320}>
      {systems.map((system) => (
        <Group key={system} gap="0 10px" w={systems.length > 1 ? '100%' : undefined}>
          {systems.length > 1 && (
            <Text size="xs" c="dimmed">
              {system}
            </Text>
          )}
          {row.records
            .filter((one) => one.connectionName === system)
            .map((one) => (
              <span key={one.reference + one.record} title={one.record} className="named">
                <RecordLink record={one.recordType} url={one.url} />
              </span>
            ))}
        </Group>
      ))}
      {worries.map((state) => (
        <StateBadge key={state} state={state} count={row.deliveries[state]} />
      ))}
    </Group>
  )
}
