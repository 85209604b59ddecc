import { useSyncExternalStore } from 'react'

/** A clock for a whole page: what counts seconds changes together, and nothing ticks while nobody looks. */
export function clock(every: number) {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  function listen(tell: () => void) {
    listeners.add(tell)
    timer ??= setInterval(() => {
      now = Date.now()
      for (const listener of listeners) listener()
    }, every)
    return () => {
      listeners.delete(tell)
      if (listeners.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
  /** Between ticks the time stands still; when nothing ticked for a while, it is looked up anew. */
  function read() {
    if (!timer && Date.now() - now > every) now = Date.now()
    return now
  }
  /** What time it is on this device. */
  return () => useSyncExternalStore(listen, read, read)
}
