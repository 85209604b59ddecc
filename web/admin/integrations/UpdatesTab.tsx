import { AgentUpdates } from './AgentUpdates'
import { useConnection } from './connection'
import { WebHookUpdates } from './WebHookUpdates'

/** What to do so that the other system tells us what changed: each way of telling has steps of its own. */
export function UpdatesTab() {
  const { connection } = useConnection()
  return connection.data?.kind === 'confirm' ? <AgentUpdates /> : <WebHookUpdates />
}
