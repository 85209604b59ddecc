import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

const topics = ['deliveries', 'cases', 'connections']
const gap = 800
const pollEvery = 10_000

function refresh(client: QueryClient, changed: Iterable<string>) {
  for (const topic of changed) void client.invalidateQueries({ queryKey: [topic] })
  void client.invalidateQueries({ queryKey: ['overview'] })
}

/** Keeps what is on the screen current: the hub says what changed; where it cannot be heard, we ask every ten seconds. */
export function useLiveChanges(): 'live' | 'polling' {
  const client = useQueryClient()
  const [mode, setMode] = useState<'live' | 'polling'>('polling')
  useEffect(() => {
    const source = new EventSource('/api/v1/live/changes')
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      refresh(client, [...changed])
      changed.clear()
    }
    source.onopen = () => setMode('live')
    source.onerror = () => setMode('polling')
    source.addEventListener('change', (event) => {
      changed.add(JSON.parse((event as MessageEvent<string>).data).topic)
      timer ??= setTimeout(flush, gap)
    })
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [client])
  useEffect(() => {
    if (mode === 'live') return
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(client, topics), pollEvery)
    return () => clearInterval(timer)
  }, [client, mode])
  return mode
}
