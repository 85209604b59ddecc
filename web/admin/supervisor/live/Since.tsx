import { clock } from '../../sessions/filter'
import { Judged } from '../limits/Level'
import type { Level } from '../limits/limits'
import { secondsSince, useNow } from './now'

/** How long something has lasted, counting. Not announced: a screen reader would speak every second. */
export function Since({ at, level }: { at: string | null | undefined; level?: (seconds: number) => Level }) {
  const now = useNow()
  if (!at) return <span>–</span>
  const seconds = secondsSince(at, now)
  return (
    <span role="timer" aria-live="off">
      <Judged level={level?.(seconds) ?? 'fine'}>{clock(seconds)}</Judged>
    </span>
  )
}
