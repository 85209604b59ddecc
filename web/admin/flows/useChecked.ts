import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { flowDoor } from './questions'
import type { CallFlow, Problem } from './types'

/** What the hub finds wrong with the flow as it stands on the page, asked once the hands rest; until the answer comes, the last one. */
export function useChecked(flow: CallFlow, known: Problem[], off: boolean) {
  const [still] = useDebouncedValue(flow, 500)
  const last = useRef({ flow, problems: known })
  const check = useQuery({
    queryKey: ['flow-check', still],
    enabled: !off,
    gcTime: 30_000,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => ({ flow: still, problems: (await flowDoor.check(still)).problems }),
  })
  if (check.data) last.current = check.data
  return { checked: last.current, checking: check.isFetching || still !== flow }
}
