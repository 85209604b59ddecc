import { useTranslation } from 'react-i18next'
import { Judged } from '../limits/Level'
import { type Limits, levelOf, percentOf } from '../limits/limits'
import type { DeskToday } from '../live/types'
import { usePercent } from '../queues/figures'
import { Figure } from './Figure'

/** How many were answered in good time, beside what is aimed at. */
export function ServiceLevel({ today, limits }: { today: DeskToday; limits: Limits }) {
  const { t } = useTranslation()
  const percent = usePercent()
  const served = percentOf(today.serviceLevel)
  const { watch, act } = limits.serviceLevel
  return (
    <Figure
      title={t('floor.today.serviceLevel')}
      summary={t('floor.figures.levelHelp', { count: today.serviceLevelSeconds })}
      heads={[t('floor.today.figure'), t('floor.today.share')]}
      rows={[
        [t('floor.today.serviceLevel'), percent(served)],
        [t('floor.today.target'), percent(watch)],
        [t('floor.today.least'), percent(act)],
      ]}
    >
      <div className="gauge-figure">
        <Judged level={levelOf(limits, 'serviceLevel', served)}>{percent(served)}</Judged>
      </div>
      <div className={`gauge ${levelOf(limits, 'serviceLevel', served)}`}>
        <div style={{ width: `${served ?? 0}%` }} />
        <i style={{ left: `${watch}%` }} />
        <i style={{ left: `${act}%` }} />
      </div>
      <div className="gauge-marks">
        {t('floor.today.target')} {percent(watch)} · {t('floor.today.least')} {percent(act)}
      </div>
    </Figure>
  )
}
