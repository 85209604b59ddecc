import { Notice } from '@shared/components/Tone'
import { useTimes } from '@shared/time'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { gapsQuery } from './questions'

const most = 12

/** Intervals of the last week that the other system has not. */
export function Gaps({ connection }: { connection: string }) {
  const { t } = useTranslation()
  const { write } = useTimes()
  const gaps = useQuery(gapsQuery(connection))
  if (!gaps.data) return null
  const missing = gaps.data.items.filter(({ why }) => why !== 'underWay')
  const waiting = gaps.data.items.length - missing.length
  if (missing.length === 0)
    return (
      <Notice
        tone={waiting > 0 ? 'wait' : 'good'}
        title={t(waiting > 0 ? 'statistics.gap.waiting' : 'statistics.gap.none', { count: waiting })}
      />
    )
  return (
    <Notice tone="bad" title={t('statistics.gap.some', { count: missing.length })}>
      <ul className="statistics-gaps">
        {missing.slice(0, most).map((gap) => (
          <li key={`${gap.from} ${gap.layout}`}>
            {write(gap.from, { dateStyle: 'medium', timeStyle: 'short' })} · {gap.layout}: {t(`statistics.gap.${gap.why}`)}{' '}
            {gap.delivery && (
              <Link to="/log/$deliveryId" params={{ deliveryId: gap.delivery }}>
                {gap.fault ?? t('statistics.gap.look')}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {missing.length > most && t('statistics.gap.more', { count: missing.length - most })} {t('statistics.gap.help')}
    </Notice>
  )
}
