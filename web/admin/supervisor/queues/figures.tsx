import { localeOf } from '@shared/i18n'
import { useTranslation } from 'react-i18next'
import { Judged } from '../limits/Level'
import { abandonedPercent, type Limits, levelOf, percentOf } from '../limits/limits'
import type { QueueRow } from '../live/types'

interface Props {
  queue: QueueRow
  limits: Limits
}

/** A part of the whole as the reader's country writes it. */
export function usePercent() {
  const { i18n } = useTranslation()
  const words = new Intl.NumberFormat(localeOf(i18n.language), { style: 'percent', maximumFractionDigits: 0 })
  return (percent: number | null | undefined) => (percent === null || percent === undefined ? '–' : words.format(percent / 100))
}

export function Waits({ queue, limits }: Props) {
  return <Judged level={levelOf(limits, 'waiting', queue.waiting)}>{queue.waiting}</Judged>
}

export function Abandoned({ queue, limits }: Props) {
  const percent = usePercent()
  const share = abandonedPercent(queue)
  return (
    <Judged level={levelOf(limits, 'abandoned', share)}>
      {queue.abandonedToday}
      {queue.abandonedToday > 0 && ` · ${percent(share)}`}
    </Judged>
  )
}

export function Served({ queue, limits }: Props) {
  const percent = usePercent()
  const share = percentOf(queue.serviceLevel)
  return <Judged level={levelOf(limits, 'serviceLevel', share)}>{percent(share)}</Judged>
}
