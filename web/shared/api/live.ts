import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

const topics = ['deliveries', 'cases', 'connections', 'sessions']
const gap = 800
const pollEvery = 10_000
const comeBack = 15_000

function refresh(client: QueryClient, changed: Iterable<string>) {
  for (const topic of changed) void client.invalidateQueries({ queryKey: [topic] })
  void client.invalidateQueries({ queryKey: ['overview'] })
}

/** Keeps what is on the screen current: the hub says what changed; where it cannot be heard, we ask every ten seconds. */
export function useLiveChanges(): 'live' | 'polling' {
  const client = useQueryClient()
  const [mode, setMode] = useState<'live' | 'polling'>('polling')
  useEffect(() => {
    const changed = new Set<string>()
    let source: EventSource
    let telling: ReturnType<typeof setTimeout> | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      telling = undefined
      refresh(client, [...changed])
      changed.clear()
    }
    function listen() {
      source = new EventSource('/api/v1/live/changes')
      source.onopen = () => setMode('live')
      source.onerror = () => {
        setMode('polling')
        // The browser mends a broken line itself, but gives up for good on an answer such as a proxy's 502.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, comeBack)
      }
      source.addEventListener('change', (event) => {
        changed.add(JSON.parse((event as MessageEvent<string>).data).topic)
        telling ??= setTimeout(flush, gap)
      })
    }
    listen()
    return () => {
      source.close()
      clearTimeout(telling)
      clearTimeout(again)
    }
  }, [client])
  useEffect(() => {
    if (mode === 'live') return
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(client, topics), pollEvery)
    return () => clearInterval(timer)
  }, [client, mode])
  return mode
}
