import { Stack, Text } from '@mantine/core'
import { useKeyset } from '@shared/api/keyset'
import type { DeliveryRow, DeliveryState } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded, MoreButton } from '@shared/components/Loaded'
import { RecordLink } from '@shared/components/RecordLink'
import { StateBadge } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useTimes } from '@shared/time'
import { IconListDetails } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BulkReplay } from './BulkReplay'
import { type LogSearch, statesOf, toQuery } from './filter'
import { LogFilter } from './LogFilter'

const replayable: DeliveryState[] = ['failed', 'dead', 'parked', 'cancelled']

interface Props {
  filter: LogSearch
  change: (part: Partial<LogSearch>) => void
  /** The log of one connection does not ask which. */
  connection?: string
}

export function DeliveryLog({ filter, change, connection }: Props) {
  const { t } = useTranslation()
  const { zone } = useTimes()
  const navigate = useNavigate()
  const query = { ...toQuery(filter, zone), ...(connection && { connection }) }
  const list = useKeyset(['deliveries', 'log'], '/deliveries', query)
  const chosen = statesOf(filter.state)
  const canReplay = chosen.length > 0 && chosen.every((state) => replayable.includes(state)) && list.items.length > 0
  const filtered = Object.values(filter).some(Boolean)
  const columns: Column<DeliveryRow>[] = [
    {
      title: t('log.state'),
      show: (row) => (
        <>
          <StateBadge state={row.state} />
          {row.state === 'waiting' && row.attempts > 0 && row.dueAt && (
            <Text size="xs" c="dimmed" mt={4}>
              {t('log.next')} <When at={row.dueAt} />
            </Text>
          )}
        </>
      ),
    },
    { title: t('log.what'), show: (row) => <What row={row} withConnection={!connection} /> },
    { title: t('log.record'), kind: 'wide', show: (row) => row.record && <RecordLink record={row.record} url={row.recordUrl} /> },
    { title: t('log.attempts'), kind: 'wide right', show: (row) => row.attempts },
    {
      title: t('log.when'),
      kind: 'wide',
      show: (row) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <When at={row.at} />
        </span>
      ),
    },
  ]
  return (
    <div className="card flush">
      <Stack gap="sm" p="md">
        <LogFilter filter={filter} change={change} withConnection={!connection} counts={list.first?.counts ?? {}} />
        {canReplay && <BulkReplay filter={query} />}
      </Stack>
      <Loaded of={{ ...list, data: list.data && list.items }}>
        {(rows) => (
          <ListTable
            items={rows}
            columns={columns}
            open={({ id }) => navigate({ to: '/log/$deliveryId', params: { deliveryId: id } })}
            empty={
              <Empty
                icon={IconListDetails}
                title={t(filtered ? 'log.noneFound' : 'log.none')}
                text={t(filtered ? 'log.noneFoundText' : 'log.noneText')}
              />
            }
          />
        )}
      </Loaded>
      <MoreButton query={list} />
    </div>
  )
}

function What({ row, withConnection }: { row: DeliveryRow; withConnection: boolean }) {
  const { t } = useTranslation()
  const about = [row.templateName, withConnection && row.connectionName].filter(Boolean).join(' · ')
  return (
    <>
      <Link to="/log/$deliveryId" params={{ deliveryId: row.id }} style={{ color: 'inherit', fontWeight: 600 }}>
        {t(`kind.${row.kind}`)} {row.subjectNumber && <span className="figure">· {row.subjectNumber}</span>}
      </Link>
      <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        {row.fault?.detail ?? (row.summary || about)}
      </Text>
      <Text size="sm" c="dimmed" className="narrow-only">
        <When at={row.at} /> {row.record && <RecordLink record={row.record} url={row.recordUrl} />}
      </Text>
    </>
  )
}
