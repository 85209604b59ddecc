import { createContext, useContext, useSyncExternalStore } from 'react'

/** What to add to this device's clock to have the hub's. */
export const Offset = createContext(0)

// One clock for the page: what counts seconds changes together, and nothing ticks while nobody looks.
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function listen(tell: () => void) {
  listeners.add(tell)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const listener of listeners) listener()
  }, 1_000)
  return () => {
    listeners.delete(tell)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** What time it is at the hub, once a second. */
export function useNow(): number {
  const offset = useContext(Offset)
  const here = useSyncExternalStore(
    listen,
    () => now,
    () => now,
  )
  return here + offset
}

/** How many seconds something has lasted, by the hub's clock; never less than none. */
export const secondsSince = (since: string, at: number) => Math.max(0, Math.floor((at - Date.parse(since)) / 1_000))
