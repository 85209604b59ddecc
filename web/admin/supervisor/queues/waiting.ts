/** The order in which the hub offers them: the higher priority first, then who has waited longest. */
export const inTurn = <T extends { priority: number; since: string }>(waiting: T[]) =>
  [...waiting].sort((a, b) => b.priority - a.priority || Date.parse(a.since) - Date.parse(b.since))
