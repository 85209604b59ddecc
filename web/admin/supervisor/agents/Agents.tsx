import { Group, Table, Text, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { Section } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { IconArrowDown, IconArrowUp, IconHeadset, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Limits } from '../limits/limits'
import type { AgentRow, Presence } from '../live/types'
import { AgentLine } from './AgentLine'
import { countBy, found, presences, pressed, type SortBy, type Sorting, sorted } from './agents'
import { presenceLook } from './PresenceMark'

interface Props {
  agents: AgentRow[]
  /** When the snapshot was made. */
  at: string
  limits: Limits
  done: () => void
}

const headings: { by?: SortBy; name: 'name' | 'presence' | 'since' | 'with' | 'handled'; className?: string; right?: true }[] = [
  { by: 'name', name: 'name' },
  { by: 'presence', name: 'presence', className: 'floor-wide' },
  { by: 'since', name: 'since' },
  { name: 'with', className: 'floor-wide' },
  { by: 'handled', name: 'handled', className: 'narrow-hide', right: true },
]

/** Everybody who takes contacts, what they do, and since when. */
export function Agents({ agents, at, limits, done }: Props) {
  const { t, i18n } = useTranslation()
  const administrator = useMe()?.user.role === 'administrator'
  const [text, setText] = useState('')
  const [only, setOnly] = useState<Presence | null>(null)
  const [sorting, setSorting] = useState<Sorting>({ by: 'presence', down: false })
  const counts = countBy(agents)
  const shown = sorted(found(agents, text, only), sorting, i18n.language)
  if (agents.length === 0)
    return (
      <Section flush title={t('floor.agents.title')}>
        <Empty
          icon={IconHeadset}
          title={t('floor.agents.none')}
          text={t(administrator ? 'floor.agents.noneText' : 'floor.agents.noneAsk')}
          action={
            administrator && (
              <Group gap="xs">
                <LinkButton to="/users">{t('users.add')}</LinkButton>
                <LinkButton to="/desk" variant="default">
                  {t('nav.desk')}
                </LinkButton>
              </Group>
            )
          }
        />
      </Section>
    )
  return (
    <Section flush title={t('floor.agents.title')}>
      <Group gap="sm" px="md" pb="sm">
        <TextInput
          data-search
          style={{ flex: '1 1 200px' }}
          leftSection={<IconSearch size={16} />}
          placeholder={t('floor.agents.search')}
          aria-label={t('floor.agents.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group gap={6} role="group" aria-label={t('floor.agents.presence')}>
          {presences.map((presence) => {
            const { tone, icon: Mark } = presenceLook[presence]
            return (
              <UnstyledButton
                key={presence}
                className={`tone chip ${tone}`}
                aria-pressed={only === presence}
                onClick={() => setOnly(only === presence ? null : presence)}
              >
                <Mark size={14} stroke={2.2} aria-hidden />
                {t(`floor.presence.${presence}`)} <span className="figure">{counts[presence]}</span>
              </UnstyledButton>
            )
          })}
        </Group>
      </Group>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {headings.map(({ by, name, className, right }) => (
              <Table.Th
                key={name}
                className={className}
                ta={right && 'right'}
                aria-sort={by && (sorting.by === by ? (sorting.down ? 'descending' : 'ascending') : 'none')}
              >
                {by ? (
                  <UnstyledButton className="sorter" onClick={() => setSorting(pressed(sorting, by))}>
                    {t(`floor.agents.${name}`)}
                    {sorting.by === by && (sorting.down ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
                  </UnstyledButton>
                ) : (
                  t(`floor.agents.${name}`)
                )}
              </Table.Th>
            ))}
            <Table.Th w={52}>
              <VisuallyHidden>{t('floor.agents.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((agent) => (
            <AgentLine key={agent.user.id} agent={agent} at={at} limits={limits} done={done} />
          ))}
        </Table.Tbody>
      </Table>
      {shown.length === 0 && (
        <Text c="dimmed" p="md" ta="center">
          {t('nothingFound')}
        </Text>
      )}
    </Section>
  )
}
