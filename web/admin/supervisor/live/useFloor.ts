import { hear } from '@shared/live/hub'
import { useTimes } from '@shared/time'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { readFloor, settingsQuery } from './ask'
import { beginning, type FloorState, mark, reduce } from './state'
import type { SupervisorView } from './types'

/** What goes on, as it happens. `again` asks at once. */
export function useFloor(): FloorState & { again: () => void } {
  const { zone } = useTimes()
  const [state, tell] = useReducer(reduce, beginning)
  const ears = useRef<ReturnType<typeof hear>>(undefined)
  useEffect(() => {
    const heard = hear<SupervisorView>({
      message: 'supervisor',
      greet: (hub) => hub.invoke('WatchAll', zone),
      ask: () => readFloor(zone),
      got: (view) => tell({ kind: 'view', view, now: Date.now() }),
      line: (line, error) => tell({ kind: 'line', line, error }),
      pollEvery: 5_000,
    })
    ears.current = heard
    return heard.stop
  }, [zone])
  const again = useCallback(() => void ears.current?.ask(), [])
  const settings = useQuery(settingsQuery).data
  const view = useMemo(() => state.view && mark(state.view, settings), [state.view, settings])
  return { ...state, view, again }
}
