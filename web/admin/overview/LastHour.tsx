import type { Overview } from '@shared/api/types'
import { useTimes } from '@shared/time'
import { useTranslation } from 'react-i18next'

type Minute = Overview['deliveries']['lastHour'][number]
const width = 480
const height = 84

/** The sixty minutes up to now, quiet ones included: the hub tells only those in which something happened. */
export function everyMinute(busy: Minute[], now: number): Minute[] {
  const told = new Map(busy.map((minute) => [Math.floor(Date.parse(minute.minute) / 60_000), minute]))
  const last = Math.floor(now / 60_000)
  return Array.from({ length: 60 }, (_, at) => last - 59 + at).map(
    (minute) => told.get(minute) ?? { minute: new Date(minute * 60_000).toISOString(), delivered: 0, failed: 0 },
  )
}

/** Deliveries of the last hour, a bar for each minute; small enough that a chart library would be a burden. */
export function LastHour({ minutes: busy }: { minutes: Minute[] }) {
  const { t } = useTranslation()
  const minutes = everyMinute(busy, Date.now())
  const most = Math.max(4, ...minutes.map(({ delivered, failed }) => delivered + failed))
  const step = width / Math.max(minutes.length, 1)
  const { write } = useTimes()
  const clock = (at: string) => write(at, { hour: '2-digit', minute: '2-digit' })
  const sum = minutes.reduce((all, { delivered, failed }) => ({ delivered: all.delivered + delivered, failed: all.failed + failed }), {
    delivered: 0,
    failed: 0,
  })
  return (
    <figure style={{ margin: 0 }}>
      <svg className="bars" viewBox={`0 0 ${width} ${height + 16}`} width="100%" role="img" aria-label={t('overview.hourSummary', sum)}>
        <line x1="0" x2={width} y1={height} y2={height} />
        {minutes.map(({ minute, delivered, failed }, index) => {
          const good = (delivered / most) * (height - 4)
          const bad = (failed / most) * (height - 4)
          return (
            <g key={minute}>
              <title>{`${clock(minute)}: ${t('overview.hourSummary', { delivered, failed })}`}</title>
              <rect className="delivered" x={index * step + 1} width={Math.max(step - 2, 1)} y={height - good} height={good} rx={1.5} />
              <rect className="failed" x={index * step + 1} width={Math.max(step - 2, 1)} y={height - good - bad} height={bad} rx={1.5} />
            </g>
          )
        })}
        {minutes.length > 1 && (
          <text x="0" y={height + 13}>
            {clock(minutes[0].minute)}
          </text>
        )}
        {minutes.length > 1 && (
          <text x={width} y={height + 13} textAnchor="end">
            {clock(minutes[minutes.length - 1].minute)}
          </text>
        )}
      </svg>
      <figcaption style={{ fontSize: '0.85rem', color: 'var(--mantine-color-dimmed)' }}>{t('overview.hourSummary', sum)}</figcaption>
    </figure>
  )
}
