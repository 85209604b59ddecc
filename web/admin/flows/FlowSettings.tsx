import { Checkbox, Group, NumberInput, Stack, TagsInput, Text, Textarea, TextInput, Title } from '@mantine/core'
import { Notice } from '@shared/components/Tone'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { channels, matchesAnything, rivals, tidy, wrongNumbers } from './match'
import { placeOf } from './problems'
import { flowsQuery } from './questions'
import type { FlowMatch } from './types'
import { useWorkbench } from './workbench'

/** What the flow is called, and which contacts it answers to. */
export function FlowSettings() {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const { flow, flowId, queues, campaigns, checked, readOnly } = bench
  const others = useQuery(flowsQuery)
  const { match } = flow
  const change = (part: Partial<FlowMatch>) => bench.set({ match: { ...match, ...part } })
  const wrong = wrongNumbers(match.dnis)
  const clash = rivals(
    match,
    (others.data?.items ?? []).filter(({ id }) => id !== flowId),
  )
  const said = (part: string) =>
    checked.problems
      .filter((problem) => placeOf(checked.flow, problem).field === part)
      .map(({ message }) => message)
      .join(' ') || undefined
  return (
    <fieldset className="flow-form" disabled={readOnly}>
      <Stack onBlur={bench.pause}>
        <TextInput
          label={t('flows.settings.name')}
          required
          error={flow.name.trim() ? said('name') : t('flows.settings.nameMissing')}
          value={flow.name}
          onChange={(event) => bench.set({ name: event.currentTarget.value }, 'name')}
        />
        <Textarea
          label={t('flows.settings.summary')}
          autosize
          minRows={2}
          value={flow.summary}
          onChange={(event) => bench.set({ summary: event.currentTarget.value }, 'summary')}
        />
        <Title order={3}>{t('flows.match.title')}</Title>
        <Text size="sm" c="dimmed" mt={-8}>
          {t('flows.match.help')}
        </Text>
        <TagsInput
          label={t('flows.match.dnis')}
          description={t('flows.match.dnisHelp')}
          placeholder="+44 20 7946 0018"
          splitChars={[',', ';']}
          acceptValueOnBlur
          value={match.dnis}
          error={wrong.length > 0 ? t('flows.match.dnisWrong', { numbers: wrong.join(', ') }) : undefined}
          onChange={(dnis) => change({ dnis: tidy(dnis) })}
        />
        <TagsInput
          label={t('flows.match.queues')}
          data={queues}
          acceptValueOnBlur
          value={match.queues}
          onChange={(next) => change({ queues: next })}
        />
        <TagsInput
          label={t('flows.match.campaigns')}
          data={campaigns}
          acceptValueOnBlur
          value={match.campaigns}
          onChange={(next) => change({ campaigns: next })}
        />
        <Checkbox.Group label={t('flows.match.channels')} value={match.channels} onChange={(next) => change({ channels: next })}>
          <Group gap="md" mt={6}>
            {channels.map((channel) => (
              <Checkbox key={channel} value={channel} label={t(`channel.${channel}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        {said('match') && <Notice tone="bad">{said('match')}</Notice>}
        {clash.length > 0 && (
          <Notice tone="hold" title={t('flows.match.clash')}>
            {clash.map(({ id, name, shared }) => (
              <div key={id}>{shared ? t('flows.match.clashOver', { name, shared }) : t('flows.match.clashAll', { name })}</div>
            ))}
          </Notice>
        )}
        {matchesAnything(match) && clash.length === 0 && <Notice tone="quiet">{t('flows.match.anything')}</Notice>}
        <NumberInput
          label={t('flows.settings.limit')}
          description={t('flows.settings.limitHelp')}
          error={said('timeLimitMs')}
          min={500}
          max={30000}
          step={500}
          thousandSeparator=" "
          suffix=" ms"
          value={flow.timeLimitMs}
          onChange={(limit) => bench.set({ timeLimitMs: Number(limit) || 8000 }, 'limit')}
        />
      </Stack>
    </fieldset>
  )
}
