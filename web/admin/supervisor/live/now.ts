import { clock } from '@shared/clock'
import { createContext, useContext } from 'react'

/** What to add to this device's clock to have the hub's. */
export const Offset = createContext(0)

const useHere = clock(1_000)

/** What time it is at the hub, once a second. */
export function useNow(): number {
  const offset = useContext(Offset)
  return useHere() + offset
}

/** How many seconds something has lasted, by the hub's clock; never less than none. */
export const secondsSince = (since: string, at: number) => Math.max(0, Math.floor((at - Date.parse(since)) / 1_000))
