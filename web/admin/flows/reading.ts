import { emptyMatch } from './match'
import type { CallFlow, FlowAnswer, FlowSaid, NodeContent, SentFlow } from './types'

/** A flow with everything in it that the designer holds: the hub may leave out what is as it begins, and says things of its own besides. */
export function whole(flow: SentFlow): CallFlow {
  const { dnis, queues, channels, campaigns } = { ...emptyMatch, ...flow.match }
  return {
    name: flow.name,
    summary: flow.summary ?? '',
    match: { dnis, queues, channels, campaigns },
    timeLimitMs: flow.timeLimitMs ?? 8000,
    nodes: flow.nodes.map(({ id, label = '', x = 0, y = 0, node, exits }) => ({
      id,
      label,
      x,
      y,
      node: { ...node } as NodeContent,
      exits: { ...exits },
    })),
  }
}

/** The form that a kind declares, not the compiler, knows what a node holds; the hub checks it. */
export const sent = (flow: CallFlow) => flow as unknown as SentFlow

export const wholeAnswer = ({ says: _says, ...answer }: FlowSaid): FlowAnswer => ({ ...answer, flow: whole(answer.flow) })
