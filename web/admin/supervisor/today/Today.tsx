import '@mantine/charts/styles.css'
import { Empty } from '@shared/components/Empty'
import { Section } from '@shared/components/Page'
import { useTimes } from '@shared/time'
import { IconChartBar } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Limits } from '../limits/limits'
import type { DeskToday } from '../live/types'
import { Averages } from './Averages'
import { PerHalfHour } from './PerHalfHour'
import { ServiceLevel } from './ServiceLevel'
import { channels, outcomes, slotsOf } from './today'

const colours = {
  voice: 'var(--chart-1)',
  chat: 'var(--chart-2)',
  inbox: 'var(--chart-3)',
  offline: 'var(--chart-5)',
  answered: 'var(--chart-1)',
  abandoned: 'var(--chart-4)',
  missed: 'var(--chart-2)',
  open: 'var(--chart-3)',
  other: 'var(--chart-5)',
}

/** How today has gone so far. */
export default function Today({ today, limits }: { today: DeskToday; limits: Limits }) {
  const { t } = useTranslation()
  const { write } = useTimes()
  const slots = slotsOf(today)
  if (slots.length === 0)
    return (
      <Section flush title={t('floor.today.title')}>
        <Empty icon={IconChartBar} title={t('floor.today.none')} text={t('floor.today.noneText')} />
      </Section>
    )
  const asOf = write(today.at, { hour: '2-digit', minute: '2-digit' })
  return (
    <section aria-labelledby="floor-today">
      <h2 id="floor-today" className="floor-heading">
        {t('floor.today.title')} <small>{t('floor.today.asOf', { time: asOf })}</small>
      </h2>
      <div className="charts">
        <PerHalfHour
          title={t('floor.today.byChannel')}
          summary={t('floor.today.offered', { count: today.total.offered })}
          slots={slots}
          names={channels}
          of={(slot) => slot.byChannel}
          word={(name) => t(`channel.${name}`)}
          colours={colours}
        />
        <PerHalfHour
          title={t('floor.today.byOutcome')}
          summary={t('floor.today.outcomes', { ...today.total })}
          slots={slots}
          names={outcomes}
          of={(slot) => slot.byOutcome}
          word={(name) => t(`floor.outcome.${name}`)}
          colours={colours}
        />
        <ServiceLevel today={today} limits={limits} />
        <Averages today={today} />
      </div>
    </section>
  )
}
