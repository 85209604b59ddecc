import { useSyncExternalStore } from 'react'
import { useDeskState } from '../desk/Desk'

// One clock for the page: what counts seconds changes together, and nothing ticks while nobody looks.
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function listen(tell: () => void) {
  listeners.add(tell)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const listener of listeners) listener()
  }, 250)
  return () => {
    listeners.delete(tell)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Between ticks the time stands still; when nothing ticked for a while, it is looked up anew. */
function read() {
  if (!timer && Date.now() - now > 250) now = Date.now()
  return now
}

/** What time it is at the hub, four times a second. */
export function useNow(): number {
  const { offset } = useDeskState()
  const here = useSyncExternalStore(listen, read, read)
  return here + offset
}
