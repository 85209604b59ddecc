import { useQueries, useQuery } from '@tanstack/react-query'
import { deskSettingsQuery } from '../desk/questions'
import { connectionsQuery, connectorsQuery } from '../queries'

/** What a flow can speak of: connections by what their systems can do, queues and campaigns. Without the desk's settings it can be drawn too. */
export function useSurroundings() {
  const [connections, connectors] = useQueries({ queries: [connectionsQuery, connectorsQuery] })
  const desk = useQuery({ ...deskSettingsQuery, retry: false })
  const can = new Map((connectors.data?.items ?? []).map(({ kind, capabilities }) => [kind, capabilities as string[]]))
  const all = connections.data?.items ?? []
  const those = (capability: string) =>
    all.filter(({ kind }) => can.get(kind)?.includes(capability)).map(({ id, name }) => ({ value: id, label: name }))
  return {
    connections: new Map(all.map(({ id, name }) => [id as string, name])),
    finders: those('findRecords'),
    queriers: those('runQuery'),
    queues: (desk.data?.settings.queues ?? []).map(({ name }) => name),
    campaigns: (desk.data?.settings.campaigns ?? []).map(({ name }) => name),
  }
}
