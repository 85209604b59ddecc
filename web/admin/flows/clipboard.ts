import type { FlowNode } from './types'

const mark = 'liaison/call-flow-nodes'

/** Nodes as a text that another flow, or another window, can read back. */
export const written = (nodes: FlowNode[]) => JSON.stringify({ of: mark, nodes })

export function readBack(text: string): FlowNode[] | undefined {
  try {
    const found = JSON.parse(text)
    if (found?.of !== mark || !Array.isArray(found.nodes)) return undefined
    const sound = (one: FlowNode) => typeof one?.id === 'string' && typeof one.node?.kind === 'string' && Number.isFinite(one.x + one.y)
    return found.nodes.every(sound)
      ? found.nodes.map((one: FlowNode) => ({ ...one, label: one.label ?? '', exits: one.exits ?? {} }))
      : undefined
  } catch {
    // Something else was copied: not ours to read.
    return undefined
  }
}
