import './floor.css'
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Empty } from '@shared/components/Empty'
import { ErrorNotice } from '@shared/components/Failure'
import { LinkButton } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { useTimes } from '@shared/time'
import { IconAdjustments, IconDeviceTv, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Agents } from './agents/Agents'
import { Figures } from './Figures'
import { Alarms } from './limits/Alarms'
import { LimitsForm } from './limits/LimitsForm'
import { loadLimits } from './limits/limits'
import { todayQuery } from './live/ask'
import { LineMark } from './live/LineMark'
import { Offset } from './live/now'
import { useFloor } from './live/useFloor'
import { Mend } from './mend/Mend'
import { Queues } from './queues/Queues'
import { Waiting } from './queues/Waiting'
import { ChartsComing } from './today/ChartsComing'

// The charts are heavy, and stand at the end: they come when the rest is there.
const Today = lazy(() => import('./today/Today'))

/** The floor: what every agent and every queue does now, and what needs a supervisor. */
export function FloorPage() {
  const { t } = useTranslation()
  if (useMe()?.user.role === 'agent') return <Empty icon={IconLock} level={1} title={t('floor.forSupervisors')} />
  return <Floor />
}

function Floor() {
  const { t } = useTranslation()
  const { zone } = useTimes()
  const floor = useFloor()
  const today = useQuery(todayQuery(zone))
  const wide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false })
  const [limits, setLimits] = useState(loadLimits)
  const [setting, setSetting] = useState(false)
  const known = { data: floor.view ?? undefined, error: floor.error, isPending: !floor.view, refetch: floor.again }
  return (
    <Page
      title={t('nav.floor')}
      beside={<LineMark line={floor.line} again={floor.again} />}
      actions={
        <>
          <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={() => setSetting(true)}>
            {t('floor.limits.title')}
          </Button>
          <LinkButton to="/floor/wall" variant="default" leftSection={<IconDeviceTv size={16} />}>
            {t('floor.wall.title')}
          </LinkButton>
        </>
      }
    >
      <Loaded of={known}>
        {(view) => (
          <Offset value={floor.offset}>
            {floor.line === 'offline' && <ErrorNotice error={floor.error} title={t('floor.stale')} />}
            <Alarms view={view} limits={limits} />
            <Figures view={view} today={today.data} limits={limits} />
            <div className="floor">
              <div className="floor-queues">
                <Queues queues={view.queues} limits={limits} />
              </div>
              <div className="floor-side">
                <Waiting waiting={view.waiting} limits={limits} />
                {wide && <Mend />}
              </div>
              <div className="floor-agents">
                <Agents agents={view.agents} at={view.at} limits={limits} done={floor.again} />
              </div>
              {!wide && <Mend />}
              <div className="floor-today">
                <Loaded of={today}>
                  {(day) => (
                    <Suspense fallback={<ChartsComing />}>
                      <Today today={day} limits={limits} />
                    </Suspense>
                  )}
                </Loaded>
              </div>
            </div>
          </Offset>
        )}
      </Loaded>
      {setting && <LimitsForm limits={limits} close={() => setSetting(false)} save={setLimits} />}
    </Page>
  )
}
