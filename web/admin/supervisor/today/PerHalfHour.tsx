import { BarChart } from '@mantine/charts'
import { useTimes } from '@shared/time'
import { useTranslation } from 'react-i18next'
import { Figure } from './Figure'
import { type Slot, used } from './today'

interface Props<K extends string> {
  title: string
  summary: string
  slots: Slot[]
  names: readonly K[]
  of: (slot: Slot) => Record<K, number>
  word: (name: K) => string
  colours: Record<K, string>
}

/** Contacts of each half hour, in the parts that they are made of. */
export function PerHalfHour<K extends string>({ title, summary, slots, names, of, word, colours }: Props<K>) {
  const { t } = useTranslation()
  const { write } = useTimes()
  const parts = used(names, slots, of)
  const clock = (at: string) => write(at, { hour: '2-digit', minute: '2-digit' })
  const data = slots.map((slot) => ({ time: clock(slot.at), ...of(slot) }))
  return (
    <Figure
      title={title}
      summary={summary}
      heads={[t('floor.today.halfHour'), ...parts.map(word), t('floor.today.sum')]}
      rows={slots.map((slot) => [clock(slot.at), ...parts.map((name) => of(slot)[name]), slot.offered])}
    >
      <BarChart
        h={230}
        data={data}
        dataKey="time"
        type="stacked"
        withLegend
        legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
        series={parts.map((name) => ({ name, label: word(name), color: colours[name] }))}
        barProps={{ isAnimationActive: false, maxBarSize: 34 }}
        barChartProps={{ accessibilityLayer: false }}
        tooltipAnimationDuration={0}
        yAxisProps={{ allowDecimals: false, width: 34 }}
        xAxisProps={{ minTickGap: 18 }}
      />
    </Figure>
  )
}
