import '../floor.css'
import { ActionIcon, Tooltip } from '@mantine/core'
import { useFullscreenDocument } from '@mantine/hooks'
import { Empty } from '@shared/components/Empty'
import { Loaded } from '@shared/components/Loaded'
import { useMe } from '@shared/session'
import { deviceZone, useTimes, Zone } from '@shared/time'
import { IconArrowLeft, IconHeadset, IconLock, IconMaximize, IconMinimize } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Figures } from '../Figures'
import { Alarms } from '../limits/Alarms'
import { loadLimits } from '../limits/limits'
import { todayQuery } from '../live/ask'
import { LineMark } from '../live/LineMark'
import { Offset, useNow } from '../live/now'
import { useFloor } from '../live/useFloor'
import { useAwake } from './useAwake'
import { WallAgents } from './WallAgents'
import { WallQueues } from './WallQueues'

/** The floor on a screen that a whole room looks at: large type, no menu, nothing to press but the way back. */
export function WallPage() {
  const { t } = useTranslation()
  const me = useMe()
  useEffect(() => {
    document.title = `${t('nav.floor')} · Liaison`
  }, [t])
  if (me?.user.role === 'agent') return <Empty icon={IconLock} level={1} title={t('floor.forSupervisors')} />
  return (
    <Zone value={me?.user.timeZone ?? deviceZone}>
      <Wall name={me?.tenant.name ?? ''} />
    </Zone>
  )
}

function Wall({ name }: { name: string }) {
  const { t } = useTranslation()
  const { zone } = useTimes()
  const navigate = useNavigate()
  const floor = useFloor()
  const today = useQuery(todayQuery(zone))
  const [limits] = useState(loadLimits)
  const { toggle, fullscreen } = useFullscreenDocument()
  useAwake()
  async function back() {
    if (fullscreen) await toggle()
    await navigate({ to: '/floor' })
  }
  const full = t(fullscreen ? 'floor.wall.shrink' : 'floor.wall.full')
  const known = { data: floor.view ?? undefined, error: floor.error, isPending: !floor.view, refetch: floor.again }
  return (
    <Offset value={floor.offset}>
      <main className="wall">
        <header>
          <Tooltip label={t('floor.wall.back')}>
            <ActionIcon variant="subtle" color="gray" size="xl" aria-label={t('floor.wall.back')} onClick={() => void back()}>
              <IconArrowLeft />
            </ActionIcon>
          </Tooltip>
          <h1>{name}</h1>
          <LineMark line={floor.line} again={floor.again} />
          <Clock />
          <Tooltip label={full}>
            <ActionIcon variant="subtle" color="gray" size="xl" aria-label={full} onClick={() => void toggle()}>
              {fullscreen ? <IconMinimize /> : <IconMaximize />}
            </ActionIcon>
          </Tooltip>
        </header>
        <Loaded of={known}>
          {(view) => (
            <>
              <Alarms view={view} limits={limits} />
              <Figures view={view} today={today.data} limits={limits} />
              <WallQueues queues={view.queues} limits={limits} />
              <WallAgents agents={view.agents} at={view.at} limits={limits} />
              {view.agents.length + view.queues.length === 0 && (
                <Empty icon={IconHeadset} title={t('floor.agents.none')} text={t('floor.agents.noneText')} />
              )}
            </>
          )}
        </Loaded>
      </main>
    </Offset>
  )
}

function Clock() {
  const { write } = useTimes()
  const now = useNow()
  return <time className="wall-clock">{write(new Date(now), { hour: '2-digit', minute: '2-digit' })}</time>
}
