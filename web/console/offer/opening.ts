import { keyOf, webAddress } from '../desk/name'
import type { RecognisedRecord } from '../desk/types'

/** The records that are to open by themselves, as far as a browser may open them. */
export const toOpen = (records: RecognisedRecord[]) => records.filter(({ open, url }) => open && webAddress(url))

type Window = Pick<globalThis.Window, 'close'> & { opener: unknown; location: { replace: (url: string) => void } }
type Open = (url: string, target: string) => Window | null

export interface Door {
  /** The contact is ours: shows the record, and says which. */
  enter: () => RecognisedRecord
  /** It went to somebody else: nothing opens. */
  shut: () => void
}

const browser: Open = (url, target) => window.open(url, target) as Window | null

/**
 * Opens an empty window in the very press that accepts, because a browser opens none later, and fills it once the hub has said yes.
 * Nothing where there is nothing to open or the browser holds windows back: then a bar of links stands in.
 */
export function knock(records: RecognisedRecord[], open: Open = browser): Door | undefined {
  const [first] = toOpen(records)
  const url = webAddress(first?.url)
  if (!first || !url) return undefined
  const opened = open('', '_blank')
  if (!opened) return undefined
  // The other page must not reach back into this one.
  opened.opener = null
  return {
    enter: () => {
      opened.location.replace(url)
      return first
    },
    shut: () => opened.close(),
  }
}

const place = (session: string) => `liaison-opened:${session}`
export const wasOpened = 'liaison-opened'

export function openedOf(session: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(place(session)) ?? '[]')
  } catch {
    // Not ours, or cut off: as if nothing had been opened yet, so at worst a link is offered once more.
    return []
  }
}

export function rememberOpened(session: string, record: RecognisedRecord) {
  localStorage.setItem(place(session), JSON.stringify([...new Set([...openedOf(session), keyOf(record)])]))
  window.dispatchEvent(new Event(wasOpened))
}

/** Sessions that are off the desk need no memory of what was opened for them. */
export function forgetOpened(present: string[]) {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(place('')) && !present.includes(name.slice(place('').length))) localStorage.removeItem(name)
}
