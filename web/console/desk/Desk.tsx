import { hear, lineAfter } from '@shared/live/hub'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { refused } from '../refused'
import { readDesk, send } from './hub'
import { beginning, type Command, type DeskEvent, type DeskState, isAsked, reduce, shown } from './state'
import type { DeskView } from './types'

/** One agent's desk in this window: what the hub says, and what the agent asks of it. */
export class Desk {
  state: DeskState = beginning
  view: DeskView | null = null
  private count = 0
  private readonly listeners = new Set<() => void>()
  private ears?: ReturnType<typeof hear>

  listen = (tell: () => void) => {
    this.listeners.add(tell)
    return () => this.listeners.delete(tell)
  }
  tell = (event: DeskEvent) => {
    const next = reduce(this.state, event)
    if (next === this.state) return
    this.state = next
    this.view = shown(next)
    for (const listener of this.listeners) listener()
  }
  open() {
    this.ears = hear<DeskView>({
      message: 'desk',
      ask: readDesk,
      got: (view) => this.tell({ kind: 'view', view, now: Date.now() }),
      whileHidden: true,
      line: (line) => this.tell({ kind: 'line', line }),
    })
    return () => this.ears?.stop()
  }
  reconnect = () => this.ears?.now()
  /** Looks what lies on the desk now. */
  refresh = () => this.ears?.ask()

  /** Asks the hub; it shows at once, and whether the hub did it is the answer. */
  async ask(command: Command): Promise<boolean> {
    const id = ++this.count
    this.tell({ kind: 'asked', asked: { id, at: new Date(Date.now() + this.state.offset).toISOString(), command } })
    try {
      this.tell({ kind: 'view', view: await send(command), now: Date.now() })
      return true
    } catch (error) {
      const line = lineAfter(error)
      if (line) this.tell({ kind: 'line', line })
      refused(command.kind, error)
      void this.ears?.ask()
      return false
    } finally {
      this.tell({ kind: 'answered', id })
    }
  }
}

const Here = createContext<Desk | null>(null)

export function DeskProvider({ children, desk: given }: { children: ReactNode; desk?: Desk }) {
  const [desk] = useState(() => given ?? new Desk())
  useEffect(() => (given ? undefined : desk.open()), [desk, given])
  return <Here value={desk}>{children}</Here>
}

export function useDesk(): Desk {
  const desk = useContext(Here)
  if (!desk) throw new Error('There is no desk around this part of the page.')
  return desk
}

export function useDeskState(): DeskState {
  const desk = useDesk()
  return useSyncExternalStore(
    desk.listen,
    () => desk.state,
    () => desk.state,
  )
}

export function useView(): DeskView | null {
  const desk = useDesk()
  return useSyncExternalStore(
    desk.listen,
    () => desk.view,
    () => desk.view,
  )
}

/** Whether commands can reach the hub now. */
export function useReachable(): boolean {
  const { line } = useDeskState()
  return line === 'live' || line === 'polling'
}

export const useAsked = (kind: Command['kind'], session?: string) => isAsked(useDeskState(), kind, session)
