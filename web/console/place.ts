import { useSyncExternalStore } from 'react'

export const tabs = ['context', 'conversation', 'related', 'create', 'paper'] as const
export type Tab = (typeof tabs)[number]

/** Which session is looked at, and which side of it: in the address, so that a reload shows the same. */
export interface Place {
  session: string | null
  tab: Tab
}

export function readPlace(hash: string): Place {
  const [, session = '', tab = ''] = hash.split('/')
  return { session: /^[\w-]{1,80}$/.test(session) ? session : null, tab: tabs.find((known) => known === tab) ?? 'context' }
}

let text = ''
let known: Place = { session: null, tab: 'context' }
const listeners = new Set<() => void>()

function place(): Place {
  if (location.hash !== text) {
    text = location.hash
    known = readPlace(text)
  }
  return known
}

export function go(part: Partial<Place>) {
  const { session, tab } = { ...place(), ...part }
  history.replaceState(null, '', `#/${session ?? ''}/${tab}`)
  for (const tell of listeners) tell()
}

function listen(tell: () => void) {
  listeners.add(tell)
  window.addEventListener('hashchange', tell)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('hashchange', tell)
  }
}

export const usePlace = () => useSyncExternalStore(listen, place, place)
