import { useQuery } from '@tanstack/react-query'
import { connectionQuery, connectorsQuery } from '../queries'

/** A condition in the language of the connection's system; none while it is not known. */
export function useExample(connectionId: string) {
  const connection = useQuery({ ...connectionQuery(connectionId), enabled: connectionId !== '' })
  const connectors = useQuery(connectorsQuery)
  return connectors.data?.items.find(({ kind }) => kind === connection.data?.kind)?.conditionExample ?? undefined
}
