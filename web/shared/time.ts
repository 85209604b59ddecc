import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { localeOf } from './i18n'

/** The device's own zone, until it is known whose eyes it is for. */
export const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone
export const Zone = createContext(deviceZone)

const wallClocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(zone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const known = wallClocks.get(zone) ?? new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone })
  wallClocks.set(zone, known)
  return known
}

/** Every zone by the name that the browser has for it, and the chosen one by its own: some have two, such as Asia/Kolkata. */
export const zones = (chosen: string) => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(chosen ? [chosen] : [])])]

/** What the clock on a wall in the zone shows at an instant, as `2026-03-29T02:30`; empty for what is no instant. */
export function wallTime(instant: string, zone: string): string {
  const moment = new Date(instant)
  if (Number.isNaN(moment.getTime())) return ''
  const at = Object.fromEntries(
    wallClock(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  )
  return `${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}`
}

/** The instant at which the wall clock of the zone shows this. A time that a change of the clocks leaves out is read as one hour on. */
export function instantOf(wall: string, zone: string): Date {
  const wanted = Date.parse(`${wall.slice(0, 16)}Z`)
  const off = (instant: number) => Date.parse(`${wallTime(new Date(instant).toISOString(), zone)}Z`) - instant
  return new Date(wanted - off(wanted - off(wanted)))
}

export function relative(at: Date, now: Date, language: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  for (const [unit, size] of units) if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit)
  // What is to come within the minute is worth counting; what has just been is now.
  return words.format(seconds >= 5 ? Math.round(seconds) : 0, 'second')
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** Writes times as the reader's country does, in the reader's own zone. */
export function useTimes() {
  const { i18n } = useTranslation()
  const zone = useContext(Zone)
  const write = (at: string | Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(i18n.language), { timeZone: zone, ...options }).format(new Date(at))
  return { zone, language: i18n.language, write }
}
