import { Stack, Table, Text } from '@mantine/core'
import type { Session } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { useTimes } from '@shared/time'
import { useTranslation } from 'react-i18next'

/** How a session went: its legs with agents, and its states one after the other. */
export function Course({ one }: { one: Session }) {
  const { t } = useTranslation()
  const { write } = useTimes()
  const at = (time: string | null | undefined) => (time ? write(time, { timeStyle: 'medium' }) : '–')
  if (one.interactions.length === 0 && one.states.length === 0) return null
  return (
    <Section title={t('sessions.course')}>
      <Stack>
        {one.interactions.length > 0 && (
          <Table.ScrollContainer minWidth={460}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('sessions.agent')}</Table.Th>
                  <Table.Th>{t('sessions.offered')}</Table.Th>
                  <Table.Th>{t('sessions.answered')}</Table.Th>
                  <Table.Th>{t('sessions.end')}</Table.Th>
                  <Table.Th>{t('sessions.outcome')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {one.interactions.map((leg) => (
                  <Table.Tr key={leg.key}>
                    <Table.Td>
                      {leg.agent.name ?? leg.agent.email ?? leg.agent.id}
                      {leg.queue && (
                        <Text size="xs" c="dimmed">
                          {leg.queue}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td className="figure">{at(leg.offeredAt)}</Table.Td>
                    <Table.Td className="figure">{at(leg.answeredAt)}</Table.Td>
                    <Table.Td className="figure">{at(leg.endedAt)}</Table.Td>
                    <Table.Td>{[leg.outcome, leg.transferredTo && `→ ${leg.transferredTo}`].filter(Boolean).join(' ') || '–'}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        <ol className="timeline">
          {one.states.map((state, index) => (
            <li key={index}>
              <Text size="sm">{t(`sessions.stateWord.${state.state}`, { defaultValue: state.state })}</Text>
              <Text size="xs" c="dimmed" className="figure">
                {write(state.at, { dateStyle: 'medium', timeStyle: 'medium' })}
              </Text>
            </li>
          ))}
        </ol>
      </Stack>
    </Section>
  )
}

export function Transcript({ one }: { one: Session }) {
  const { t } = useTranslation()
  const { write } = useTimes()
  if (one.transcript.length === 0) return null
  return (
    <Section title={t('sessions.transcript')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section style={{ maxHeight: '28rem', overflow: 'auto' }} tabIndex={0} aria-label={t('sessions.transcript')}>
        <Stack gap="xs">
          {one.transcript.map((said) => (
            <div key={said.key} style={{ overflowWrap: 'anywhere' }}>
              <Text size="xs" c="dimmed">
                <strong>{said.who ?? said.speaker}</strong> · <span className="figure">{write(said.at, { timeStyle: 'medium' })}</span>
              </Text>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                {said.text}
              </Text>
            </div>
          ))}
        </Stack>
      </section>
    </Section>
  )
}
