import { Group, Table, Text } from '@mantine/core'
import { TextLink } from '@shared/components/Links'
import { useTranslation } from 'react-i18next'
import { agentLevel, type Limits } from '../limits/limits'
import { Since } from '../live/Since'
import type { AgentRow, AgentSession } from '../live/types'
import { AgentMenu } from './AgentMenu'
import { everThere } from './agents'
import { ChannelIcon } from './ChannelIcon'
import { PresenceMark } from './PresenceMark'

interface Props {
  agent: AgentRow
  /** When the snapshot was made. */
  at: string
  limits: Limits
  done: () => void
}

export function AgentLine({ agent, at, limits, done }: Props) {
  const { t } = useTranslation()
  const { user, session } = agent
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'break-word' }}>
        <Text fw={600} lh={1.3} title={user.email}>
          {user.name}
        </Text>
        <div className="floor-narrow">
          <PresenceMark of={agent} />
          {session && <With session={session} />}
          <Text size="sm" c="dimmed" className="narrow-only">
            {t('floor.agents.handled')}: <span className="figure">{agent.handledToday}</span>
          </Text>
        </div>
      </Table.Td>
      <Table.Td className="floor-wide">
        <PresenceMark of={agent} />
      </Table.Td>
      <Table.Td>
        <Since at={everThere(agent, at) ? agent.since : null} level={(seconds) => agentLevel(limits, agent, seconds)} />
      </Table.Td>
      <Table.Td className="floor-wide">{session ? <With session={session} /> : <Text c="dimmed">–</Text>}</Table.Td>
      <Table.Td className="narrow-hide" ta="right">
        {agent.handledToday}
      </Table.Td>
      <Table.Td ta="right" pl={0}>
        <AgentMenu agent={agent} done={done} />
      </Table.Td>
    </Table.Tr>
  )
}

/** Whom somebody is in contact with, over which channel, and out of which queue. */
function With({ session: { id, channel, customer, queue } }: { session: AgentSession }) {
  const { t } = useTranslation()
  return (
    <div>
      <Group gap={6} wrap="nowrap" align="center">
        <ChannelIcon channel={channel} />
        <TextLink to="/sessions/$sessionId" params={{ sessionId: id }}>
          <bdi>{customer ?? t('sessions.unknown')}</bdi>
        </TextLink>
      </Group>
      {queue && (
        <Text size="sm" c="dimmed">
          {queue}
        </Text>
      )}
    </div>
  )
}
