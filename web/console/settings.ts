import { useSyncExternalStore } from 'react'

/** What an agent prefers on this device. */
export interface Settings {
  sound: boolean
  notifications: boolean
  keys: boolean
}

const name = 'liaison-console'
const usual: Settings = { sound: true, notifications: false, keys: true }
const listeners = new Set<() => void>()
let text: string | null | undefined
let known = usual

export function readSettings(stored: string | null): Settings {
  try {
    return { ...usual, ...JSON.parse(stored ?? '{}') }
  } catch {
    // Not ours, or cut off: a preference of this device, which the next choice is kept over.
    return usual
  }
}

export function settings(): Settings {
  const stored = localStorage.getItem(name)
  if (stored !== text) {
    text = stored
    known = readSettings(stored)
  }
  return known
}

export function keepSettings(part: Partial<Settings>) {
  localStorage.setItem(name, JSON.stringify({ ...settings(), ...part }))
  for (const tell of listeners) tell()
}

function listen(tell: () => void) {
  listeners.add(tell)
  window.addEventListener('storage', tell)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('storage', tell)
  }
}

export const useSettings = () => useSyncExternalStore(listen, settings, settings)
