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
            <One key={alarm.where} alarm={alarm} />
          ))}
        </ul>
      )}
    </div>
  )
}

function One({ alarm: { level, where, causes } }: { alarm: Alarm }) {
  const { t, i18n } = useTranslation()
  const list = new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' })
  const { tone, icon: Mark } = levelLook[level]
  return (
    <li className={`alarm ${tone}`}>
      <Mark size={16} stroke={2.2} aria-hidden />
      <strong>{t(`floor.level.${level}`)}</strong>
      <span>
        <bdi>{where}</bdi>: {list.format(causes.map((cause) => t(`floor.alarms.what.${cause}`)))}
      </span>
    </li>
  )
}
