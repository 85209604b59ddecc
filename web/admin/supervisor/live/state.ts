import { type Line, newer } from '@shared/live/hub'
import type { DeskSettings, SupervisorView } from './types'

export interface FloorState {
  view: SupervisorView | null
  line: Line
  /** Why nothing could be asked, while it cannot. */
  error: unknown
  /** What to add to this device's clock to have the hub's, in milliseconds. */
  offset: number
}

export type FloorEvent = { kind: 'view'; view: SupervisorView; now: number } | { kind: 'line'; line: Line; error?: unknown }

export const beginning: FloorState = { view: null, line: 'connecting', error: undefined, offset: 0 }

export function reduce(state: FloorState, event: FloorEvent): FloorState {
  if (event.kind === 'line') return { ...state, line: event.line, error: event.error }
  if (!newer(event.view, state.view)) return state
  const told = Date.parse(event.view.at) - event.now
  // A snapshot is always a little old when it arrives, so the largest difference is the truest; a jump is a clock that was set.
  const offset = !state.view || Math.abs(told - state.offset) > 5_000 ? told : Math.max(told, state.offset)
  return { ...state, view: event.view, error: undefined, offset }
}

/** Marks the queues whose contacts we offer ourselves; while the settings are not known, none. */
export function mark(view: SupervisorView, settings: Pick<DeskSettings, 'queues'> | undefined): SupervisorView {
  const ours = new Set(settings?.queues?.filter(({ routed }) => routed).map(({ name }) => name.toLowerCase()))
  return { ...view, queues: view.queues.map((queue) => ({ ...queue, routed: ours.has(queue.name.toLowerCase()) })) }
}
