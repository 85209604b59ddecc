import { Group, Stack, Table, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { useKeyset } from '@shared/api/keyset'
import type { DeliveryRow, DeliveryState, Page } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { Empty } from '@shared/components/Empty'
import { Loaded, MoreButton } from '@shared/components/Loaded'
import { RecordLink } from '@shared/components/RecordLink'
import { said } from '@shared/components/Said'
import { StateBadge } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconListDetails, IconRefresh } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type LogSearch, statesOf, toQuery } from './filter'
import { LogFilter } from './LogFilter'

type LogPageOf = Page<DeliveryRow> & { counts?: Partial<Record<DeliveryState, number>> }
const replayable: DeliveryState[] = ['failed', 'dead', 'parked', 'cancelled']

interface Props {
  filter: LogSearch
  change: (part: Partial<LogSearch>) => void
  /** The log of one connection does not ask which. */
  connection?: string
}

export function DeliveryLog({ filter, change, connection }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = { ...toQuery(filter), ...(connection && { connection }) }
  const list = useKeyset<DeliveryRow, LogPageOf>(['deliveries', 'log'], '/deliveries', query)
  const chosen = statesOf(filter.state)
  const canReplay = chosen.length > 0 && chosen.every((state) => replayable.includes(state)) && list.items.length > 0
  const filtered = Object.values(filter).some(Boolean)
  async function replayAll() {
    const { count } = await api.post<{ count: number }>('/deliveries/replay', { filter: query, draft: 'frozen' })
    await client.invalidateQueries({ queryKey: ['deliveries'] })
    said(t('log.replayed', { count }))
  }
  return (
    <div className="card flush">
      <Stack gap="sm" p="md">
        <LogFilter filter={filter} change={change} withConnection={!connection} counts={list.first?.counts ?? {}} />
        {canReplay && (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('log.bulkHint')}
            </Text>
            <ConfirmButton
              question={t('log.bulkQuestion')}
              explain={t('log.bulkExplain')}
              answer={t('log.replayAll')}
              onConfirm={replayAll}
              leftSection={<IconRefresh size={16} />}
            >
              {t('log.replayAll')}
            </ConfirmButton>
          </Group>
        )}
      </Stack>
      <Loaded of={{ ...list, data: list.data && list.items }}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={IconListDetails}
              title={t(filtered ? 'log.noneFound' : 'log.none')}
              text={t(filtered ? 'log.noneFoundText' : 'log.noneText')}
            />
          ) : (
            <Rows rows={rows} withConnection={!connection} />
          )
        }
      </Loaded>
      <MoreButton query={list} />
    </div>
  )
}

function Rows({ rows, withConnection }: { rows: DeliveryRow[]; withConnection: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('log.state')}</Table.Th>
            <Table.Th>{t('log.what')}</Table.Th>
            <Table.Th className="narrow-hide">{t('log.record')}</Table.Th>
            <Table.Th className="narrow-hide" ta="right">
              {t('log.attempts')}
            </Table.Th>
            <Table.Th className="narrow-hide">{t('log.when')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id} data-href onClick={() => navigate({ to: '/log/$deliveryId', params: { deliveryId: row.id } })}>
              <Table.Td style={{ verticalAlign: 'top' }}>
                <StateBadge state={row.state} />
                {row.state === 'waiting' && row.attempts > 0 && row.dueAt && (
                  <Text size="xs" c="dimmed" mt={4}>
                    {t('log.next')} <When at={row.dueAt} />
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Link to="/log/$deliveryId" params={{ deliveryId: row.id }} style={{ color: 'inherit', fontWeight: 600 }}>
                  {t(`kind.${row.kind}`)} {row.subjectNumber && <span className="figure">· {row.subjectNumber}</span>}
                </Link>
                <Text size="sm" c="dimmed" lineClamp={2}>
                  {row.fault?.detail ?? row.summary ?? [row.templateName, withConnection && row.connectionName].filter(Boolean).join(' · ')}
                </Text>
                <Text size="sm" c="dimmed" className="narrow-only">
                  <When at={row.at} /> {row.record && <RecordLink record={row.record} url={row.recordUrl} />}
                </Text>
              </Table.Td>
              <Table.Td className="narrow-hide">{row.record && <RecordLink record={row.record} url={row.recordUrl} />}</Table.Td>
              <Table.Td className="narrow-hide" ta="right">
                {row.attempts}
              </Table.Td>
              <Table.Td className="narrow-hide" style={{ whiteSpace: 'nowrap' }}>
                <When at={row.at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
