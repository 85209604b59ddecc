/** A length of time as people write it: 0:42, 12:05, 1:02:03. */
export function clock(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** How long something has lasted, by the hub's clock. */
export const lasted = (since: string, now: number) => Math.max(0, now - Date.parse(since))

/** How much is left: never less than nothing, and nothing where there is no end. */
export const left = (until: string | null, now: number) => (until ? Math.max(0, Date.parse(until) - now) : 0)

/** Seconds left as a person counts them: the last one is 1, and 0 is over. */
export const secondsLeft = (until: string | null, now: number) => Math.ceil(left(until, now) / 1000)

/** Which part of a countdown is left, from 1 to 0. */
export function share(from: string, until: string | null, now: number): number {
  const whole = until ? Date.parse(until) - Date.parse(from) : 0
  return whole > 0 ? Math.min(1, left(until, now) / whole) : 0
}
