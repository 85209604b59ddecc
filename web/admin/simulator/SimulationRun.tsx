import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Simulation } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { LinkButton } from '@shared/components/Links'
import { Section } from '@shared/components/Page'
import { Tone, type ToneName } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { localeOf } from '@shared/i18n'
import { IconCircleDashed, IconHandStop, IconLoader, IconPlayerStop } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clock } from '../sessions/filter'

type State = Simulation['state']
const look: Record<State, { tone: ToneName; icon: typeof IconLoader }> = {
  none: { tone: 'quiet', icon: IconCircleDashed },
  running: { tone: 'busy', icon: IconLoader },
  stopping: { tone: 'wait', icon: IconHandStop },
  ended: { tone: 'quiet', icon: IconCircleDashed },
}

/** How the simulation stands, second by second; or how the last one ended. */
export function SimulationRun({ now }: { now: Simulation }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => api.remove('/simulation'),
    onSuccess: (answer) => client.setQueryData(['simulation'], answer),
  })
  const going = now.state === 'running' || now.state === 'stopping'
  const { tone, icon } = look[now.state]
  return (
    <Section
      title={t(going ? 'simulator.now' : 'simulator.last')}
      actions={
        <Group gap="xs">
          {now.run && (
            <LinkButton to="/sessions" search={{ source: now.source }} variant="subtle" size="compact-sm">
              {t('simulator.sessions')}
            </LinkButton>
          )}
          {going && (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={16} />}
              loading={stop.isPending || now.state === 'stopping'}
              onClick={() => stop.mutate()}
            >
              {t('simulator.stop')}
            </Button>
          )}
        </Group>
      }
    >
      <Stack gap="md">
        <Group gap="sm">
          <Tone tone={tone} icon={icon}>
            {t(`simulator.state.${now.state}`)}
          </Tone>
          <Text size="sm" c="dimmed">
            {t('simulator.by', { name: now.startedBy ?? '' })} · <When at={now.startedAt} />
            {now.endedWhy && ` · ${t(`simulator.why.${now.endedWhy}`)}`}
          </Text>
        </Group>
        {now.state === 'running' && <TimeLeft now={now} />}
        {now.progress && <Counters progress={now.progress} going={going} />}
        {going && now.progress?.heldBack && (
          <Text size="sm" c="dimmed">
            {t('simulator.heldBack', { count: now.limits.factsPerSecond })}
          </Text>
        )}
        <ErrorNotice error={stop.error} />
      </Stack>
    </Section>
  )
}

function TimeLeft({ now }: { now: Simulation }) {
  const { t } = useTranslation()
  const [from, to] = [Date.parse(now.startedAt ?? ''), Date.parse(now.endsAt ?? '')]
  const left = Math.max(0, to - Date.now())
  const label = t('simulator.left', {
    left: clock(left / 1000),
    clock: now.progress?.clock ?? '',
    speed: now.order.speed,
    agents: now.order.agents,
  })
  return (
    <div>
      <Progress value={Math.min(100, (100 * (Date.now() - from)) / (to - from))} aria-label={label} />
      <Text size="sm" c="dimmed" mt={6}>
        {label}
      </Text>
    </div>
  )
}

function Counters({ progress, going }: { progress: NonNullable<Simulation['progress']>; going: boolean }) {
  const { t, i18n } = useTranslation()
  const { counts } = progress
  const write = (value: number) => new Intl.NumberFormat(localeOf(i18n.language)).format(value)
  const told: [string, string][] = [
    [t('simulator.count.told'), write(progress.told)],
    [t('simulator.count.began'), write(counts.began)],
    [t('simulator.count.answered'), write(counts.answered)],
    [t('simulator.count.abandoned'), write(counts.abandoned)],
    [t('simulator.count.transferred'), write(counts.transferred)],
    [t('simulator.count.messages'), write(counts.messages)],
    [t('simulator.count.wait'), clock(counts.meanWaitSeconds)],
  ]
  const present: [string, string][] = [
    [t('simulator.count.open'), write(counts.open)],
    [t('simulator.count.waiting'), write(counts.waiting)],
    [t('simulator.count.agentsInQueue'), write(counts.agentsInQueue)],
    [t('simulator.count.agentsBusy'), write(counts.agentsBusy)],
    [t('simulator.count.agentsWrappingUp'), write(counts.agentsWrappingUp)],
    [t('simulator.count.agentsAway'), write(counts.agentsAway)],
  ]
  if (progress.refused > 0) told.push([t('simulator.count.refused'), write(progress.refused)])
  return (
    <Stack gap="sm">
      {going && <Figures figures={present} />}
      <Figures figures={told} />
    </Stack>
  )
}

function Figures({ figures }: { figures: [string, string][] }) {
  return (
    <dl className="tiles" style={{ margin: 0 }}>
      {figures.map(([label, value]) => (
        <div
          key={label}
          className="card"
          style={{ padding: '0.7rem 0.8rem', display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' }}
        >
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz="1.5rem" fw={650} className="figure">
            {value}
          </Text>
        </div>
      ))}
    </dl>
  )
}
