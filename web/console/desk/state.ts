import type { Line } from '@shared/live/hub'
import type { DeskView, Presence, SessionCard, TransferTarget } from './types'

/** How we hear from the hub: as it happens, by asking every few seconds, or not at all. */
export type { Line }

/** Something the agent asked for. It shows at once, and is taken back when the hub refuses. */
export type Command =
  | { kind: 'presence'; presence: Presence; reason: string | null }
  | { kind: 'accept' | 'decline' | 'hold' | 'resume' | 'pauseRecording' | 'resumeRecording' | 'complete' | 'hangUp'; session: string }
  | { kind: 'transfer'; session: string; to: TransferTarget }
  | { kind: 'disposition'; session: string; disposition: string | null; subDisposition: string | null }

export interface Asked {
  id: number
  /** When, by the hub's clock. */
  at: string
  command: Command
}

export interface DeskState {
  view: DeskView | null
  /** What to add to this device's clock to have the hub's, in milliseconds. */
  offset: number
  line: Line
  asked: Asked[]
}

export type DeskEvent =
  | { kind: 'view'; view: DeskView; now: number }
  | { kind: 'line'; line: Line }
  | { kind: 'asked'; asked: Asked }
  | { kind: 'answered'; id: number }

export const beginning: DeskState = { view: null, offset: 0, line: 'connecting', asked: [] }

const newer = (view: DeskView, known: DeskView) =>
  view.user.id !== known.user.id ||
  view.version > known.version ||
  (view.version === known.version && Date.parse(view.at) >= Date.parse(known.at))

/** A snapshot is always a little old when it arrives, so the largest difference is the truest; a jump is a clock that was set. */
function offsetOf(known: number, view: DeskView, now: number, first: boolean): number {
  const told = Date.parse(view.at) - now
  return first || Math.abs(told - known) > 5_000 ? told : Math.max(told, known)
}

export function reduce(state: DeskState, event: DeskEvent): DeskState {
  switch (event.kind) {
    case 'view':
      if (state.view && !newer(event.view, state.view)) return state
      return { ...state, view: event.view, offset: offsetOf(state.offset, event.view, event.now, !state.view) }
    case 'line':
      return state.line === event.line ? state : { ...state, line: event.line }
    case 'asked':
      return { ...state, asked: [...state.asked, event.asked] }
    case 'answered':
      return { ...state, asked: state.asked.filter(({ id }) => id !== event.id) }
  }
}

const change = (view: DeskView, session: string, part: Partial<SessionCard>): DeskView => ({
  ...view,
  sessions: view.sessions.map((one) => (one.id === session ? { ...one, ...part } : one)),
})

function foresee(view: DeskView, { command, at }: Asked): DeskView {
  switch (command.kind) {
    case 'presence':
      // During a contact it holds for afterwards: the agent stays busy.
      if (view.presence === 'busy') return view
      return { ...view, presence: command.presence, reason: command.reason, since: at, wrapUntil: null }
    case 'accept': {
      if (view.offer?.id !== command.session) return view
      const { expiresAt: _, ...card } = view.offer
      const sessions = view.sessions.some(({ id }) => id === card.id) ? view.sessions : [{ ...card, answeredAt: at }, ...view.sessions]
      return { ...view, offer: null, presence: 'busy', since: at, sessions }
    }
    case 'decline':
      return view.offer?.id === command.session ? { ...view, offer: null } : view
    case 'hold':
      return change(view, command.session, { onHold: true })
    case 'resume':
      return change(view, command.session, { onHold: false })
    case 'pauseRecording':
      return change(view, command.session, { recordingPaused: true })
    case 'resumeRecording':
      return change(view, command.session, { recordingPaused: false })
    case 'disposition':
      return change(view, command.session, { disposition: command.disposition, subDisposition: command.subDisposition })
    default:
      return view
  }
}

/** The desk as the agent sees it: what the hub said last, and on it what was asked since. */
export const shown = ({ view, asked }: DeskState): DeskView | null => view && asked.reduce(foresee, view)

export const isAsked = (state: DeskState, kind: Command['kind'], session?: string) =>
  state.asked.some(
    ({ command }) => command.kind === kind && (session === undefined || !('session' in command) || command.session === session),
  )

/** Whether a session waits for its own paperwork: the contact is over, the agent is not done. */
export const isOver = (card: SessionCard) => Boolean(card.endedAt) || card.state === 'wrapUp'
export const isHeld = (card: SessionCard) => card.onHold
