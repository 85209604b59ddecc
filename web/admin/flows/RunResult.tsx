import { Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { RecordLink } from '@shared/components/RecordLink'
import { Notice } from '@shared/components/Tone'
import { useTranslation } from 'react-i18next'
import { kindLabel, lookOf, portLabel } from './kinds'
import { portsOf } from './ports'
import type { FlowRun, RunRecord } from './types'
import { useWorkbench } from './workbench'

/** What a run came to, and the way it went, node by node. */
export function RunResult({ run }: { run: FlowRun }) {
  const { t } = useTranslation()
  const { flow, kinds, show } = useWorkbench()
  const items = Object.entries(run.items ?? {})
  const opens = run.screenPop?.url
  const time = t('flows.run.ms', { count: Math.round(run.elapsedMs) })
  return (
    <Stack gap="sm">
      {run.status === 'collect' ? (
        <Notice tone="hold" title={t('flows.run.waits')}>
          {run.collect?.prompt && `“${run.collect.prompt}” `}
          {t('flows.run.waitsHelp')}
        </Notice>
      ) : (
        <Notice tone="good" title={t('flows.run.finished', { time, count: run.path.length })}>
          {run.why}
        </Notice>
      )}
      <dl className="facts">
        <dt>{t('flows.run.queue')}</dt>
        <dd>{run.queue || '–'}</dd>
        <dt>{t('flows.run.priority')}</dt>
        <dd>{run.priority ?? '–'}</dd>
        {run.skills && run.skills.length > 0 && (
          <>
            <dt>{t('flows.run.skills')}</dt>
            <dd>{run.skills.join(', ')}</dd>
          </>
        )}
        <dt>{t('flows.run.records')}</dt>
        <dd>
          <Records records={run.records} />
        </dd>
        {run.candidates && run.candidates.length > 0 && (
          <>
            <dt>{t('flows.run.candidates')}</dt>
            <dd>
              <Records records={run.candidates} />
            </dd>
          </>
        )}
        <dt>{t('flows.run.screenPop')}</dt>
        <dd>{opens ? <RecordLink record={opens} url={/^https?:/i.test(opens) ? opens : undefined} /> : '–'}</dd>
      </dl>
      <Title order={3}>{t('sessions.items')}</Title>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('flows.run.noItems')}
        </Text>
      ) : (
        <dl className="facts">
          {items.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value || '–'}</dd>
            </div>
          ))}
        </dl>
      )}
      <Title order={3}>{t('flows.run.path')}</Title>
      <ol className="flow-steps">
        {run.path.map((step, at) => {
          const one = flow.nodes.find(({ id }) => id === step.nodeId)
          const port = one && portsOf(one, kinds.get(step.kind)).find(({ name }) => name === step.port)
          const { icon: Mark, tone } = lookOf(step.kind)
          return (
            <li key={at}>
              <UnstyledButton className={`flow-problem ${tone}`} onClick={() => show(step.nodeId)}>
                <span className="flow-mark">
                  <Mark size={17} stroke={1.8} aria-hidden />
                </span>
                <span>
                  <Text component="span" display="block" size="sm" fw={600}>
                    {one?.label || kindLabel(t, step.kind, kinds.get(step.kind))} {port && `→ ${portLabel(t, step.kind, port)}`}
                  </Text>
                  <Text component="span" display="block" size="sm">
                    {step.why}
                  </Text>
                </span>
                <Text component="span" size="xs" c="dimmed" className="figure" style={{ whiteSpace: 'nowrap' }}>
                  {t('flows.run.ms', { count: Math.round(step.elapsedMs) })}
                </Text>
              </UnstyledButton>
            </li>
          )
        })}
      </ol>
    </Stack>
  )
}

function Records({ records }: { records: RunRecord[] }) {
  if (records.length === 0) return '–'
  return records.map((record) => (
    <div key={`${record.recordType} ${record.record}`}>
      {record.recordType} <RecordLink record={record.name || record.record} url={record.url} />
    </div>
  ))
}
