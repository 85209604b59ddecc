import { Group, Text } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { TextLink } from '@shared/components/Links'
import { Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import { IconFlag3, IconMoodSmile } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChannelIcon } from '../agents/ChannelIcon'
import { type Limits, levelOf } from '../limits/limits'
import { Since } from '../live/Since'
import type { WaitingRow } from '../live/types'
import { inTurn } from './waiting'

const few = 12
/** What the hub gives a contact that nobody gave a priority: only what is above it stands out. */
const usualPriority = 5

/** Who waits, in the order in which they are offered to agents. */
export function Waiting({ waiting, limits }: { waiting: WaitingRow[]; limits: Limits }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const turns = inTurn(waiting)
  const shown = all ? turns : turns.slice(0, few)
  return (
    <Section flush title={t('floor.waiting.title', { count: waiting.length })}>
      {turns.length === 0 ? (
        <Empty icon={IconMoodSmile} title={t('floor.waiting.none')} />
      ) : (
        <ol className="waiting">
          {shown.map((one) => (
            <li key={one.sessionId}>
              <ChannelIcon channel={one.channel} size={18} />
              <div>
                <TextLink to="/sessions/$sessionId" params={{ sessionId: one.sessionId }} fw={600}>
                  <bdi>{one.customer ?? t('sessions.unknown')}</bdi>
                </TextLink>
                <Group gap={6}>
                  <Text size="sm" c="dimmed">
                    {one.queue ?? t('floor.waiting.noQueue')}
                  </Text>
                  {one.priority > usualPriority ? (
                    <Tone tone="busy" icon={IconFlag3}>
                      {t('floor.waiting.priority', { priority: one.priority })}
                    </Tone>
                  ) : (
                    <Text size="sm" c="dimmed">
                      · {t('floor.waiting.priority', { priority: one.priority })}
                    </Text>
                  )}
                </Group>
              </div>
              <Since at={one.since} level={(seconds) => levelOf(limits, 'wait', seconds)} />
            </li>
          ))}
        </ol>
      )}
      {turns.length > shown.length && (
        <Group justify="center" p="sm">
          <button type="button" className="quiet-link" onClick={() => setAll(true)}>
            {t('floor.waiting.more', { count: turns.length - shown.length })}
          </button>
        </Group>
      )}
    </Section>
  )
}
