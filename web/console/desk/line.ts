import type { HubConnection } from '@microsoft/signalr'
import { ApiError } from '@shared/api/problem'
import { readDesk } from './hub'
import type { Line } from './state'
import type { DeskView } from './types'

interface Ears {
  view: (view: DeskView) => void
  line: (line: Line) => void
}

const waits = [0, 1_000, 2_000, 4_000, 6_000]
const pollEvery = 3_000

/** How long until the next try; a little by chance, so that a whole room does not come back in the same instant. */
export const waitBefore = (attempt: number, chance: number) => waits[Math.min(attempt, waits.length - 1)] * (0.7 + 0.6 * chance)

/** What an error of asking means for the line: signed out, out of reach, or only a refusal. */
export function lineAfter(error: unknown): Line | undefined {
  if (!(error instanceof ApiError)) return undefined
  if (error.status === 401) return 'signedOut'
  return error.status === 0 || error.status >= 502 ? 'offline' : undefined
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

/** Hears every change of the desk as it happens; asks every few seconds where the live line cannot be had. */
export function hear(ears: Ears) {
  let ended = false
  let live = false
  let attempt = 0
  let hub: HubConnection | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  async function ask() {
    try {
      ears.view(await readDesk())
      if (!live) ears.line('polling')
    } catch (error) {
      ears.line(lineAfter(error) ?? 'offline')
    }
  }
  function retry() {
    live = false
    if (ended) return
    clearTimeout(again)
    again = setTimeout(dial, waitBefore(attempt++, Math.random()))
  }
  async function prepared() {
    const made = await connection()
    made.on('desk', (view: DeskView) => ears.view(view))
    made.onclose(() => {
      void ask()
      retry()
    })
    hub = made
    return made
  }
  async function dial() {
    try {
      const here = hub ?? (await prepared())
      if (here.state !== 'Disconnected') return
      await here.start()
      if (ended) return void here.stop()
      live = true
      attempt = 0
      ears.line('live')
    } catch {
      // Why does not matter: we ask the hub in words, which says whether it is there at all, and try again.
      retry()
    }
  }
  const poll = setInterval(() => !live && void ask(), pollEvery)
  const lost = () => {
    ears.line('offline')
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
    /** Tries at once, for somebody who does not want to wait. */
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
