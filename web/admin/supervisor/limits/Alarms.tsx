import { Group, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../live/now'
import type { SupervisorView } from '../live/types'
import { type Alarm, alarmsOf } from './alarms'
import { levelLook } from './Level'
import type { Limits } from './limits'

/** What is past a limit, in words. Without figures, so that it is announced when something changes and not each second. */
export function Alarms({ view, limits }: { view: SupervisorView; limits: Limits }) {
  const { t } = useTranslation()
  const alarms = alarmsOf(view, limits, useNow())
  if (view.queues.length === 0) return null
  return (
    <div role="status" aria-label={t('floor.alarms.label')}>
      {alarms.length === 0 ? (
        <Group gap={6} c="var(--tone-good)">
          <IconCircleCheck size={18} aria-hidden />
          <Text inherit>{t('floor.alarms.none')}</Text>
        </Group>
      ) : (
        <ul className="alarms">
          {alarms.map((alarm) => (
            <One key={`${alarm.where} ${alarm.what}`} alarm={alarm} />
          ))}
        </ul>
      )}
    </div>
  )
}

function One({ alarm: { level, where, what } }: { alarm: Alarm }) {
  const { t } = useTranslation()
  const { tone, icon: Mark } = levelLook[level]
  return (
    <li className={`alarm ${tone}`}>
      <Mark size={16} stroke={2.2} aria-hidden />
      <strong>{t(`floor.level.${level}`)}</strong>
      <span>
        <bdi>{where}</bdi>: {t(`floor.alarms.what.${what}`)}
      </span>
    </li>
  )
}
