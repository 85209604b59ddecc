import type { DeskSettings } from './types'

/** What each part of the desk's page is given. */
export interface PartProps {
  settings: DeskSettings
  change: (part: Partial<DeskSettings>) => void
  /** What a refusal says of a place, such as `/queues/2/name`. */
  problemAt: (pointer: string) => string | undefined
}
