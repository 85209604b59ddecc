import type { HubConnection } from '@microsoft/signalr'
import { ApiError } from '../api/problem'

/** How we hear from the hub: as it happens, by asking every few seconds, or not at all. */
export type Line = 'connecting' | 'live' | 'polling' | 'offline' | 'signedOut'

/** Something that the hub tells whole each time: the newer one holds, whichever way it came. */
export interface Snapshot {
  version?: number
  at: string
}

interface Wanted<T> {
  /** The hub's message that carries the snapshot. */
  message: string
  /** What to say to the hub once it listens, such as that we want to watch. */
  greet?: (hub: HubConnection) => Promise<unknown>
  /** The same snapshot, asked for in words. */
  ask: () => Promise<T>
  got: (snapshot: T) => void
  line: (line: Line, error?: unknown) => void
  pollEvery?: number
  /** Asks on while nobody looks at the window: for what must be noticed all the same. */
  whileHidden?: boolean
}

export interface Ears {
  ask: () => Promise<void>
  /** Tries at once, for somebody who does not want to wait. */
  now: () => void
  stop: () => void
}

const waits = [0, 1_000, 2_000, 4_000, 6_000]

/** How long until the next try; a little by chance, so that a whole room does not come back in the same instant. */
export const waitBefore = (attempt: number, chance: number) => waits[Math.min(attempt, waits.length - 1)] * (0.7 + 0.6 * chance)

/** What an error of asking means for the line: signed out, out of reach, or only a refusal. */
export function lineAfter(error: unknown): Line | undefined {
  if (!(error instanceof ApiError)) return undefined
  if (error.status === 401) return 'signedOut'
  return error.status === 0 || error.status >= 502 ? 'offline' : undefined
}

/** Whether a snapshot is to be shown in place of the one we know. */
export function newer(next: Snapshot, known: Snapshot | null | undefined): boolean {
  if (!known) return true
  const versions = (next.version ?? 0) - (known.version ?? 0)
  return versions === 0 ? Date.parse(next.at) >= Date.parse(known.at) : versions > 0
}

async function connection(): Promise<HubConnection> {
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = await import('@microsoft/signalr')
  return (
    new HubConnectionBuilder()
      // Straight to a WebSocket: a negotiation may be answered by one process of the hub and the line by another.
      .withUrl('/api/v1/live/desk', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build()
  )
}

/** Hears every snapshot as it is made; asks every few seconds while the live line cannot be had. */
export function hear<T>({ message, greet, ask: question, got, line, pollEvery = 3_000, whileHidden = false }: Wanted<T>): Ears {
  let ended = false
  let live = false
  let attempt = 0
  let hub: HubConnection | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  async function ask() {
    try {
      const snapshot = await question()
      if (ended) return
      got(snapshot)
      if (!live) line('polling')
    } catch (error) {
      if (!ended) line(lineAfter(error) ?? 'offline', error)
    }
  }
  function retry() {
    live = false
    if (ended) return
    clearTimeout(again)
    again = setTimeout(dial, waitBefore(attempt++, Math.random()))
  }
  async function made(): Promise<HubConnection> {
    const fresh = await connection()
    fresh.on(message, (snapshot: T) => !ended && got(snapshot))
    fresh.onclose(() => {
      if (ended) return
      void ask()
      retry()
    })
    return fresh
  }
  async function dial() {
    try {
      const wire = hub ?? (await made())
      hub ??= wire
      if (ended || hub !== wire || wire.state !== 'Disconnected') return
      await wire.start()
      await greet?.(wire)
      if (ended) return void wire.stop()
      live = true
      attempt = 0
      line('live')
    } catch {
      // Why does not matter: we ask the hub in words, which says whether it is there at all, and try again.
      if (hub?.state === 'Connected') await hub.stop()
      else retry()
    }
  }
  const poll = setInterval(() => !live && (whileHidden || document.visibilityState === 'visible') && void ask(), pollEvery)
  const lost = () => {
    line('offline')
    void hub?.stop()
  }
  const back = () => {
    attempt = 0
    void ask()
    retry()
  }
  window.addEventListener('offline', lost)
  window.addEventListener('online', back)
  void ask()
  void dial()
  return {
    ask,
    now: back,
    stop: () => {
      ended = true
      clearInterval(poll)
      clearTimeout(again)
      window.removeEventListener('offline', lost)
      window.removeEventListener('online', back)
      void hub?.stop()
    },
  }
}
