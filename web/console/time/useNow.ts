import { clock } from '@shared/clock'
import { useDeskState } from '../desk/Desk'

const useHere = clock(250)

/** What time it is at the hub, four times a second. */
export function useNow(): number {
  const { offset } = useDeskState()
  return useHere() + offset
}
