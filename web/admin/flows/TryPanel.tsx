import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { ErrorNotice } from '@shared/components/Failure'
import { Notice } from '@shared/components/Tone'
import { IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kindLabel } from './kinds'
import { channels } from './match'
import { codeNodes, factsOf, type Need, needsOf } from './needs'
import { flowDoor } from './questions'
import { RunResult } from './RunResult'
import { useWorkbench } from './workbench'

// What was typed last, by flow: looking at a node between two tries does not empty the boxes.
const typed = new Map<string, { values: Record<string, string>; codes: Record<string, string> }>()

/** Sends a made-up contact through the flow: a box for each value it needs, then the way it went. Nothing is written. */
export function TryPanel({ save }: { save: () => Promise<boolean> }) {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const { flow, flowId, kinds, dirty, run, setRun } = bench
  const [{ values, codes }, keep] = useState(() => typed.get(flowId) ?? { values: {}, codes: {} })
  const change = (next: { values?: Record<string, string>; codes?: Record<string, string> }) => {
    const all = { values, codes, ...next }
    typed.set(flowId, all)
    keep(all)
  }
  const result = useRef<HTMLDivElement>(null)
  const needs = needsOf(flow, kinds)
  const asks = codeNodes(flow)
  const attempt = useMutation({
    mutationFn: async () => {
      if (dirty && !(await save())) return undefined
      const wanted = new Set(asks.map(({ id }) => id))
      const given = Object.entries(codes).filter(([id, code]) => wanted.has(id) && code !== '')
      return flowDoor.attempt(flowId, factsOf(values), Object.fromEntries(given))
    },
    onSuccess: (answer) => {
      if (!answer) return
      setRun(answer)
      bench.look()
      requestAnimationFrame(() => result.current?.scrollIntoView({ block: 'start' }))
    },
  })
  const filled = needs.filter(({ filledBy }) => filledBy)
  const box = ({ path, filledBy }: Need) => {
    const label = t(`flows.fact.${path.replace('.', '_')}`, { defaultValue: path.replace(/^items\./, '') })
    const help = filledBy ? t('flows.try.filledBy', { node: filledBy.label || kindLabel(t, filledBy.node.kind) }) : undefined
    const set = (value: string) => change({ values: { ...values, [path]: value } })
    return path === 'session.channel' ? (
      <Select
        key={path}
        label={label}
        clearable
        data={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        value={values[path] || null}
        onChange={(value) => set(value ?? '')}
      />
    ) : (
      <TextInput
        key={path}
        label={label}
        description={help}
        value={values[path] ?? ''}
        onChange={(event) => set(event.currentTarget.value)}
      />
    )
  }
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('flows.try.help')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          attempt.mutate()
        }}
      >
        <Stack gap="sm">
          {needs.filter(({ filledBy }) => !filledBy).map(box)}
          {asks.length > 0 && <Title order={3}>{t('flows.try.codes')}</Title>}
          {asks.map((one) => (
            <TextInput
              key={one.id}
              label={one.label || kindLabel(t, one.node.kind)}
              description={typeof one.node.prompt === 'string' && one.node.prompt ? `“${one.node.prompt}”` : undefined}
              inputMode="numeric"
              value={codes[one.id] ?? ''}
              onChange={(event) => change({ codes: { ...codes, [one.id]: event.currentTarget.value } })}
            />
          ))}
          {filled.length > 0 && (
            <details className="flow-more">
              <summary>{t('flows.try.filled', { count: filled.length })}</summary>
              <Stack gap="sm" mt="sm">
                {filled.map(box)}
              </Stack>
            </details>
          )}
          <Group gap="xs">
            <Button type="submit" loading={attempt.isPending} leftSection={<IconPlayerPlay size={16} />}>
              {t(dirty ? 'flows.try.saveAndGo' : 'flows.try.go')}
            </Button>
            {run && (
              <Button variant="default" leftSection={<IconX size={16} />} onClick={() => setRun(undefined)}>
                {t('flows.try.clear')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <div aria-live="polite" ref={result}>
        <ErrorNotice error={attempt.error} />
        {run ? <RunResult run={run} /> : <Notice tone="quiet">{t('flows.try.nothingWritten')}</Notice>}
      </div>
    </Stack>
  )
}
