import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useReachable, useView } from '../desk/Desk'
import { keepNote } from '../desk/hub'
import type { SessionCard } from '../desk/types'
import { refused } from '../refused'
import { Keeper } from './keeper'

/** The name of an agent's running note about a session; the hub sets whose it is before it. */
const noteKey = 'desk'
export const mineOf = (card: Pick<SessionCard, 'notes'>, user: string) => card.notes.find(({ key }) => key === `${user}:${noteKey}`)

const Here = createContext<Keeper | null>(null)

const makeKeeper = (user: string) =>
  new Keeper(user, {
    store: localStorage,
    send: (session, text) => keepNote(session, noteKey, text),
    lost: (error) =>
      !(error instanceof ApiError) || error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500,
    refused: (error) => refused('note', error),
    wait: (ms, then) => {
      const timer = setTimeout(then, ms)
      return () => clearTimeout(timer)
    },
  })

/** Keeps the notes of whoever is signed in, also those that an earlier window left behind. */
export function NotesProvider({ user, children }: { user: string; children: ReactNode }) {
  const [keeper] = useState(() => makeKeeper(user))
  const reachable = useReachable()
  const known = Boolean(useView())
  useEffect(() => {
    if (reachable && known) void keeper.leftovers(Object.keys(localStorage))
  }, [keeper, reachable, known])
  useEffect(() => {
    const heard = () => keeper.heard()
    const hidden = () => document.visibilityState === 'hidden' && void keeper.leftovers(Object.keys(localStorage))
    window.addEventListener('storage', heard)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('storage', heard)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [keeper])
  return <Here value={keeper}>{children}</Here>
}

export function useKeeper(): Keeper {
  const keeper = useContext(Here)
  if (!keeper) throw new Error('Nobody keeps notes around this part of the page.')
  return keeper
}

/** The agent's own note about a session, as it is being written. */
export function useNote(card: SessionCard, user: string) {
  const keeper = useKeeper()
  const mine = mineOf(card, user)
  // A long note is cut on the desk; only the whole of it may be written on.
  const cut = mine?.text.endsWith('…') ?? false
  const whole = useQuery({
    queryKey: ['sessions', 'note', card.id, mine?.at],
    enabled: cut,
    queryFn: async ({ signal }) => mineOf(await api.get(`/sessions/${card.id}`, undefined, signal), user)?.text ?? '',
  })
  const known = (cut ? whole.data : mine?.text) ?? ''
  const ready = !cut || whole.isSuccess || keeper.has(card.id)
  const read = () => keeper.text(card.id, known)
  const text = useSyncExternalStore(keeper.listen, read, read)
  const readState = () => keeper.state(card.id, known)
  const state = useSyncExternalStore(keeper.listen, readState, readState)
  useEffect(() => {
    if (ready) keeper.settle(card.id, known)
  }, [keeper, card.id, known, ready])
  return { text, state, ready, write: (next: string) => keeper.write(card.id, next, known), flush: () => keeper.flush(card.id) }
}
