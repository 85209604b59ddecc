import { AgentUpdates } from './AgentUpdates'
import { useConnection } from './connection'
import { StepUpdates } from './StepUpdates'
import { WebHookUpdates } from './WebHookUpdates'

const ways: Record<string, () => React.JSX.Element> = { confirm: AgentUpdates, dynamics: StepUpdates }

/** What to do so that the other system tells us what changed: each way of telling has steps of its own. */
export function UpdatesTab() {
  const { connection } = useConnection()
  const Way = ways[connection.data?.kind ?? ''] ?? WebHookUpdates
  return <Way />
}
