import { Stack, Text } from '@mantine/core'
import type { Identified } from '@shared/api/types'
import { Notice } from '@shared/components/Tone'
import { useTranslation } from 'react-i18next'
import { Trace } from '../identification/Trace'
import { RecordTable } from '../query/RecordTable'
import { portLabel } from './kinds'
import { portsOf } from './ports'
import type { QueryTrace, RunStep } from './types'
import { useWorkbench } from './workbench'

const chosenOf = (identified: Identified) => identified.chosen?.record ?? undefined

/** What a run did at a node: which way it went and why, how long it took, whom it looked at. */
export function StepTrace({ step, turn }: { step: RunStep; turn: number }) {
  const { t } = useTranslation()
  const { flow, kinds } = useWorkbench()
  const one = flow.nodes.find(({ id }) => id === step.nodeId)
  const port = one && portsOf(one, kinds.get(step.kind)).find(({ name }) => name === step.port)
  const { identified, query, from } = step.details ?? {}
  return (
    <Stack gap="xs">
      <Notice
        tone="wait"
        title={
          <>
            {t('flows.run.turn', { turn })} {port && `→ ${portLabel(t, step.kind, port)}`}
          </>
        }
      >
        {step.why !== identified?.why && `${step.why} `}
        <Text component="span" size="xs" c="dimmed" className="figure">
          {t('flows.run.ms', { count: Math.round(step.elapsedMs) })}
          {from && ` · ${t(`flows.run.from.${from}`, { defaultValue: from })}`}
        </Text>
      </Notice>
      {identified && <Trace identified={identified} chosen={chosenOf(identified)} />}
      {query && <Answered query={query} />}
    </Stack>
  )
}

function Answered({ query }: { query: QueryTrace }) {
  const fields = [...new Set(query.records.flatMap(({ values }) => Object.keys(values)))]
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {query.why}
      </Text>
      {query.records.length > 0 && (
        <RecordTable fields={fields} records={query.records.slice(0, 5)} width={280} fz="sm" verticalSpacing={6} horizontalSpacing="xs" />
      )}
    </Stack>
  )
}
