import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { connectionQuery, connectorsQuery } from '../queries'

/** The connection that the address names, and what its connector declares. */
export function useConnection() {
  const { connectionId } = useParams({ strict: false }) as { connectionId: string }
  const connection = useQuery(connectionQuery(connectionId))
  const connectors = useQuery(connectorsQuery)
  return { connectionId, connection, connector: connectors.data?.items.find(({ kind }) => kind === connection.data?.kind) }
}
