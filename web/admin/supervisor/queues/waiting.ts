import type { WaitingRow } from '../live/types'

/** The order in which the hub offers them: the higher priority first, then who has waited longest. */
export const inTurn = (waiting: WaitingRow[]) =>
  [...waiting].sort((a, b) => b.priority - a.priority || Date.parse(a.since) - Date.parse(b.since))
