import { clock, lasted, left, secondsLeft, share } from './countdown'
import { useNow } from './useNow'

/** How long something has lasted, counting. Not announced: a screen reader would speak every second. */
export function Running({ since, until }: { since: string; until?: string | null }) {
  const now = useNow()
  return (
    <span className="figure" role="timer" aria-live="off">
      {clock(lasted(since, until ? Date.parse(until) : now))}
    </span>
  )
}

export function Remaining({ until }: { until: string | null }) {
  const now = useNow()
  return (
    <span className="figure" role="timer" aria-live="off">
      {clock(Math.ceil(left(until, now) / 1000) * 1000)}
    </span>
  )
}

const radius = 20
const round = 2 * Math.PI * radius

/** A countdown as a ring that empties, with the seconds in it. */
export function Ring({ from, until, label }: { from: string; until: string; label: string }) {
  const now = useNow()
  return (
    <span className="ring" role="timer" aria-live="off" aria-label={label}>
      <svg viewBox="0 0 48 48" aria-hidden>
        <circle cx="24" cy="24" r={radius} className="ring-rest" />
        <circle
          cx="24"
          cy="24"
          r={radius}
          className="ring-left"
          strokeDasharray={round}
          strokeDashoffset={round * (1 - share(from, until, now))}
          transform="rotate(-90 24 24)"
        />
      </svg>
      <strong className="figure">{secondsLeft(until, now)}</strong>
    </span>
  )
}

/** A countdown as a bar. */
export function Bar({ from, until }: { from: string; until: string | null }) {
  const now = useNow()
  return (
    <div className="countdown" aria-hidden>
      <div style={{ transform: `scaleX(${share(from, until, now)})` }} />
    </div>
  )
}
