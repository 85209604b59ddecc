import { useTranslation } from 'react-i18next'
import { localeOf } from '../i18n'

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

export function relative(at: Date, now: Date, language: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  for (const [unit, size] of units) if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit)
  return words.format(0, 'second')
}

/** A moment: how long ago when it is near, the date when it is far; the full date and time on hover. */
export function When({ at, exact }: { at: string | null | undefined; exact?: boolean }) {
  const { i18n } = useTranslation()
  if (!at) return <span>–</span>
  const locale = localeOf(i18n.language)
  const moment = new Date(at)
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(moment)
  const near = Math.abs(Date.now() - moment.getTime()) < 6 * 86_400_000
  const short = near ? relative(moment, new Date(), i18n.language) : new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(moment)
  return (
    <time dateTime={at} title={full}>
      {exact ? full : short}
    </time>
  )
}
