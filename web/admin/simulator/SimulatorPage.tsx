import { Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Simulation } from '@shared/api/types'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { Notice } from '@shared/components/Tone'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SimulationRun } from './SimulationRun'
import { SimulatorForm } from './SimulatorForm'

const goesOn = (now?: Simulation) => now?.state === 'running' || now?.state === 'stopping'

export function SimulatorPage() {
  const { t } = useTranslation()
  const simulation = useQuery({
    queryKey: ['simulation'],
    queryFn: ({ signal }) => api.get('/simulation', undefined, signal),
    refetchInterval: ({ state }) => (goesOn(state.data) ? 1_000 : 10_000),
  })
  return (
    <Page title={t('nav.simulator')}>
      <Text c="dimmed" maw={760}>
        {t('simulator.explain')}
      </Text>
      <Loaded of={simulation}>
        {(now) => (
          <Stack gap="lg">
            <Warning now={now} />
            {now.state !== 'none' && <SimulationRun now={now} />}
            {!goesOn(now) && (
              <Section title={t(now.state === 'none' ? 'simulator.start' : 'simulator.startAnother')}>
                <SimulatorForm now={now} />
              </Section>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

/** Simulated people are written into connected systems as real ones are: where, is said before anything is started. */
function Warning({ now }: { now: Simulation }) {
  const { t } = useTranslation()
  if (now.writesTo.length === 0)
    return (
      <Notice tone="wait" title={t('simulator.writesNowhere')}>
        {t('simulator.writesNowhereText')}
      </Notice>
    )
  return (
    <Notice tone={now.demo ? 'wait' : 'hold'} title={t(now.demo ? 'simulator.writesDemo' : 'simulator.writesReal')}>
      {t(now.demo ? 'simulator.writesDemoText' : 'simulator.writesRealText')}
      <ul style={{ margin: '6px 0 0', paddingLeft: '1.1rem' }}>
        {now.writesTo.map(({ id, name, kindName }) => (
          <li key={id}>
            <Link to="/integrations/$connectionId/conversations" params={{ connectionId: id }}>
              {name}
            </Link>{' '}
            ({kindName})
          </li>
        ))}
      </ul>
    </Notice>
  )
}
