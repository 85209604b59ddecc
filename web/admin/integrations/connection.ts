import { api } from '@shared/api/client'
import type { Connection, Connector, Items } from '@shared/api/types'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'one'],
    queryFn: ({ signal }) => api.get<Connection>(`/connections/${id}`, undefined, signal),
  })

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => api.get<Items<Connector>>('/connectors'),
})

/** The connection that the address names, and what its connector declares. */
export function useConnection() {
  const { connectionId } = useParams({ strict: false }) as { connectionId: string }
  const connection = useQuery(connectionQuery(connectionId))
  const connectors = useQuery(connectorsQuery)
  return { connectionId, connection, connector: connectors.data?.items.find(({ kind }) => kind === connection.data?.kind) }
}
