import { Group, Table, Text } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { Section } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { IconStack2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LevelWord } from '../limits/Level'
import { type Limits, levelOf, unattended } from '../limits/limits'
import { Since } from '../live/Since'
import type { QueueRow } from '../live/types'
import { Abandoned, Served, Waits } from './figures'
import { QueueFigures } from './QueueFigures'

/** Each queue: who waits, how long, who is there for them, and how the day has gone. */
export function Queues({ queues, limits }: { queues: QueueRow[]; limits: Limits }) {
  const { t } = useTranslation()
  const administrator = useMe()?.user.role === 'administrator'
  return (
    <Section flush title={t('floor.queues.title')}>
      {queues.length === 0 ? (
        <Empty
          icon={IconStack2}
          title={t('floor.queues.none')}
          text={t('floor.queues.noneText')}
          action={
            administrator && (
              <LinkButton to="/desk" variant="default">
                {t('nav.desk')}
              </LinkButton>
            )
          }
        />
      ) : (
        <>
          <Table className="floor-wide" verticalSpacing="xs" horizontalSpacing={7}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('floor.queues.name')}</Table.Th>
                <Table.Th>{t('floor.queues.waiting')}</Table.Th>
                <Table.Th>{t('floor.queues.longest')}</Table.Th>
                <Table.Th>{t('floor.queues.agents')}</Table.Th>
                <Table.Th ta="right">{t('floor.queues.handled')}</Table.Th>
                <Table.Th>{t('floor.queues.abandoned')}</Table.Th>
                <Table.Th>{t('floor.queues.level')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {queues.map((queue) => (
                <Table.Tr key={queue.name}>
                  <Table.Td fw={600}>
                    <bdi>{queue.name}</bdi>
                  </Table.Td>
                  <Table.Td>
                    <Waits queue={queue} limits={limits} />
                  </Table.Td>
                  <Table.Td>
                    <Since at={queue.longestWaitSince} level={(seconds) => levelOf(limits, 'wait', seconds)} />
                  </Table.Td>
                  <Table.Td>
                    <There queue={queue} />
                  </Table.Td>
                  <Table.Td ta="right">{queue.handledToday}</Table.Td>
                  <Table.Td>
                    <Abandoned queue={queue} limits={limits} />
                  </Table.Td>
                  <Table.Td>
                    <Served queue={queue} limits={limits} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <ul className="floor-narrow queue-cards">
            {queues.map((queue) => (
              <li key={queue.name}>
                <Group justify="space-between" gap="xs">
                  <Text fw={600}>{queue.name}</Text>
                  {unattended(queue) && <LevelWord level="act" />}
                </Group>
                <QueueFigures queue={queue} limits={limits} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function There({ queue }: { queue: QueueRow }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="figure">{t('floor.queues.there', { free: queue.agentsInQueue, busy: queue.agentsBusy })}</span>
      {unattended(queue) && (
        <div>
          <LevelWord level="act" />
        </div>
      )}
    </>
  )
}
