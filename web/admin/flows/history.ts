/** What was, what is, and what was undone. */
export interface History<T> {
  past: T[]
  now: T
  future: T[]
  /** Which edit the last one was: another of the same kind, such as the next letter typed into a field, is undone together with it. */
  last?: string
}

const depth = 200

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [] })

export function edit<T>(history: History<T>, next: T, what?: string): History<T> {
  if (next === history.now) return history
  const together = what !== undefined && what === history.last && history.past.length > 0
  return { past: together ? history.past : [...history.past, history.now].slice(-depth), now: next, future: [], last: what }
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] }
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.now], now: next, future }
}

/** From here on, typing goes into an edit of its own. */
export const pause = <T>(history: History<T>): History<T> => (history.last === undefined ? history : { ...history, last: undefined })
