/** Where a note is: nothing written, on this device only, on its way, with the hub, or refused by it. */
export type Kept = 'empty' | 'here' | 'sending' | 'there' | 'refused'

/** What is kept of a note on this device until the hub has it. */
interface Draft {
  text: string
  /** What the hub had of it when it last answered. */
  saved: string
}

interface World {
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  send: (session: string, text: string) => Promise<unknown>
  /** Whether an error means that the hub did not hear us, so that the same is to be sent again. */
  lost: (error: unknown) => boolean
  refused: (error: unknown) => void
  wait: (ms: number, then: () => void) => () => void
}

export const pause = 2_000
export const nextTry = 4_000

/** One agent's note about each session: on this device at every letter, with the hub soon after the last one. */
export class Keeper {
  private readonly kept = new Map<string, Kept>()
  private readonly timers = new Map<string, () => void>()
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly user: string,
    private readonly world: World,
  ) {}

  listen = (tell: () => void) => {
    this.listeners.add(tell)
    return () => this.listeners.delete(tell)
  }

  place = (session: string) => `liaison-note:${this.user}:${session}`

  private read(session: string): Draft | null {
    try {
      return JSON.parse(this.world.store.getItem(this.place(session)) ?? 'null')
    } catch {
      // Nothing that we wrote: a draft is kept whole or not at all. What the hub has of the note is shown, and it stays writable.
      return null
    }
  }

  /** What the note says: as written here, or as the hub has it. */
  text(session: string, known: string): string {
    return this.read(session)?.text ?? known
  }

  /** Whether this device has a word of it that may not be with the hub yet. */
  has = (session: string) => this.read(session) !== null

  state(session: string, known: string): Kept {
    const draft = this.read(session)
    const now = this.kept.get(session)
    if (now === 'sending' || now === 'refused') return now
    if (draft && draft.text !== draft.saved) return 'here'
    return (draft?.text ?? known).trim() ? 'there' : 'empty'
  }

  write(session: string, text: string, known: string) {
    const saved = this.read(session)?.saved ?? known
    this.world.store.setItem(this.place(session), JSON.stringify({ text, saved }))
    if (this.kept.get(session) === 'refused') this.kept.delete(session)
    this.tell()
    this.later(session, pause)
  }

  /** What another window wrote, or the hub answered there. */
  heard() {
    this.tell()
  }

  private later(session: string, ms: number) {
    this.timers.get(session)?.()
    this.timers.set(
      session,
      this.world.wait(ms, () => void this.flush(session)),
    )
  }

  /** Sends what the hub does not have yet. True when it has all of it. */
  async flush(session: string): Promise<boolean> {
    this.timers.get(session)?.()
    const draft = this.read(session)
    if (!draft || draft.text === draft.saved) return true
    if (this.kept.get(session) === 'sending') {
      // What is on its way is not the last word: it is sent when the answer is there.
      this.later(session, 100)
      return false
    }
    this.kept.set(session, 'sending')
    this.tell()
    try {
      await this.world.send(session, draft.text)
      this.kept.delete(session)
      const now = this.read(session) ?? draft
      this.world.store.setItem(this.place(session), JSON.stringify({ text: now.text, saved: draft.text }))
      this.tell()
      return now.text === draft.text || this.flush(session)
    } catch (error) {
      if (this.world.lost(error)) {
        this.kept.delete(session)
        this.later(session, nextTry)
      } else {
        this.kept.set(session, 'refused')
        this.world.refused(error)
      }
      this.tell()
      return false
    }
  }

  /** Once the hub shows the same as we have, this device need not keep it. */
  settle(session: string, known: string) {
    const draft = this.read(session)
    if (draft && draft.text === draft.saved && draft.text === known) this.world.store.removeItem(this.place(session))
  }

  /** Notes of this agent that a closed window left behind. */
  async leftovers(names: string[]) {
    const start = this.place('')
    for (const name of names) if (name.startsWith(start)) await this.flush(name.slice(start.length))
  }

  private tell() {
    for (const listener of this.listeners) listener()
  }
}
