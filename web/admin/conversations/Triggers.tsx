import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { problemAt } from '@shared/api/problem'
import type { ConversationTrigger, ConversationVocabulary } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { useTranslation } from 'react-i18next'
import { occasions, withTrigger } from './policy'

interface Props {
  triggers: ConversationTrigger[]
  vocabulary: ConversationVocabulary
  error: unknown
  change: (triggers: ConversationTrigger[]) => void
}

const found = ['fillEmpty', 'update', 'keep'] as const

/** What each kind of conversation becomes, and when. */
export function Triggers({ triggers, vocabulary, error, change }: Props) {
  const { t } = useTranslation()
  const actions = [
    { value: '', label: t('conversations.nothing') },
    ...vocabulary.actions.map(({ name, label }) => ({ value: name, label })),
  ]
  return (
    <Section title={t('conversations.when')}>
      <Stack>
        {vocabulary.presets.length > 0 && (
          <Stack gap={6}>
            <Text size="sm" fw={600}>
              {t('conversations.presets')}
            </Text>
            {vocabulary.presets.map((preset) => (
              <Group key={preset.name} gap="sm">
                <Button size="xs" variant="default" onClick={() => change(preset.triggers)}>
                  {preset.label}
                </Button>
                <Text size="sm" c="dimmed">
                  {preset.summary}
                </Text>
              </Group>
            ))}
          </Stack>
        )}
        {occasions.flatMap(({ channel, moments }) =>
          moments.map((moment) => {
            const index = triggers.findIndex((one) => one.channel === channel && one.moment === moment)
            const trigger = triggers[index] ?? { channel, moment, action: null }
            const name = `${t(`channel.${channel}`)}: ${t(`moment.${moment}`)}`
            return (
              <Group key={channel + moment} grow preventGrowOverflow={false} align="flex-start" role="group" aria-label={name}>
                <Select
                  miw={230}
                  label={name}
                  allowDeselect={false}
                  data={actions}
                  value={trigger.action ?? ''}
                  error={problemAt(error, `/triggers/${index}/action`) ?? problemAt(error, `/triggers/${index}/moment`)}
                  onChange={(action) => change(withTrigger(triggers, { ...trigger, action: action || null }))}
                />
                <Select
                  miw={230}
                  label={t('conversations.found')}
                  allowDeselect={false}
                  disabled={!trigger.action}
                  data={found.map((value) => ({ value, label: t(`conversations.foundBy.${value}`) }))}
                  value={trigger.found ?? 'fillEmpty'}
                  onChange={(value) => change(withTrigger(triggers, { ...trigger, found: value as ConversationTrigger['found'] }))}
                />
              </Group>
            )
          }),
        )}
      </Stack>
    </Section>
  )
}
