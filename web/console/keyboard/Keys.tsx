import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { useSettings } from '../settings'
import { type Deed, deedOf } from './keys'

type Doing = () => void

const Doings = createContext<Map<Deed, Doing[]> | null>(null)

/** Hears the keyboard for the whole console. */
export function Keys({ children }: { children: ReactNode }) {
  const doings = useRef(new Map<Deed, Doing[]>())
  const { keys } = useSettings()
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const deed = deedOf(event)
      // Help can always be had, and a window on top of the page has the keyboard for itself.
      if (!deed || (!keys && deed !== 'help') || document.querySelector('[role="dialog"]')) return
      const doing = doings.current.get(deed)?.at(-1)
      if (!doing) return
      event.preventDefault()
      doing()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [keys])
  return <Doings value={doings.current}>{children}</Doings>
}

/** What a key does while this part of the page is there; nothing where `doing` is none. */
export function useKey(deed: Deed | undefined, doing: Doing | undefined) {
  const doings = useContext(Doings)
  const latest = useRef(doing)
  latest.current = doing
  const can = Boolean(doing)
  useEffect(() => {
    if (!doings || !deed || !can) return
    const mine = () => latest.current?.()
    doings.set(deed, [...(doings.get(deed) ?? []), mine])
    return () => {
      doings.set(
        deed,
        (doings.get(deed) ?? []).filter((one) => one !== mine),
      )
    }
  }, [doings, deed, can])
}
