import { emptyMatch } from './match'
import type { CallFlow, FlowAnswer } from './types'

type Deep<T> = T extends (infer One)[] ? Deep<One>[] : T extends object ? { [Key in keyof T]?: Deep<T[Key]> } : T

/** A flow with everything in it that the designer holds: the hub may leave out what is as it begins, and says things of its own besides. */
export function whole(flow: Deep<CallFlow>): CallFlow {
  const { dnis, queues, channels, campaigns } = { ...emptyMatch, ...flow.match }
  return {
    name: flow.name ?? '',
    summary: flow.summary ?? '',
    match: { dnis, queues, channels, campaigns } as CallFlow['match'],
    timeLimitMs: flow.timeLimitMs ?? 8000,
    nodes: (flow.nodes ?? []).map(({ id = '', label = '', x = 0, y = 0, node, exits }) => ({
      id,
      label,
      x,
      y,
      node: { kind: '', ...node },
      exits: { ...exits } as Record<string, string>,
    })),
  }
}

export const wholeAnswer = (answer: FlowAnswer): FlowAnswer => ({ ...answer, flow: whole(answer.flow) })
