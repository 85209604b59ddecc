import { useTranslation } from 'react-i18next'
import { clock } from '../../sessions/filter'
import type { DeskToday } from '../live/types'
import { Figure } from './Figure'

const colours = { wait: 'var(--chart-2)', talk: 'var(--chart-1)', wrapUp: 'var(--chart-3)' }

/** How long a contact waits and takes, on average. */
export function Averages({ today }: { today: DeskToday }) {
  const { t } = useTranslation()
  const told = [
    ['wait', today.averageWaitSeconds],
    ['talk', today.averageHandleSeconds],
    ['wrapUp', today.averageWrapUpSeconds],
  ] as const
  const known = told.flatMap(([name, seconds]) => (seconds === null || seconds === undefined ? [] : [{ name, seconds }]))
  const most = Math.max(1, ...known.map(({ seconds }) => seconds))
  return (
    <Figure
      title={t('floor.today.averages')}
      summary={t(known.length > 0 ? 'floor.today.averagesHelp' : 'floor.today.noAverages')}
      heads={[t('floor.today.figure'), t('floor.today.time')]}
      rows={known.map(({ name, seconds }) => [t(`floor.average.${name}`), clock(seconds)])}
    >
      <div className="lengths">
        {known.map(({ name, seconds }) => (
          <div key={name}>
            <span>{t(`floor.average.${name}`)}</span>
            <strong className="figure">{clock(seconds)}</strong>
            <div>
              <div style={{ width: `${(seconds / most) * 100}%`, background: colours[name] }} />
            </div>
          </div>
        ))}
      </div>
    </Figure>
  )
}
