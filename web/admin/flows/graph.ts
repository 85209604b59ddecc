// Edits of a call flow. Each takes a flow and gives another; what is not touched stays the same object.
import type { CallFlow, FlowNode, NodeContent } from './types'

export interface Spot {
  x: number
  y: number
}

export const find = (flow: CallFlow, id: string) => flow.nodes.find((one) => one.id === id)
export const isStart = (one: FlowNode | undefined) => one?.node.kind === 'start'

function freeId(taken: Set<string>): string {
  for (let number = taken.size + 1; ; number++) {
    const id = `n${number}`
    if (!taken.has(id)) return id
  }
}

const ids = (flow: CallFlow) => new Set(flow.nodes.map(({ id }) => id))
const withNode = (flow: CallFlow, id: string, edit: (one: FlowNode) => FlowNode): CallFlow => ({
  ...flow,
  nodes: flow.nodes.map((one) => (one.id === id ? edit(one) : one)),
})

/** Adds a node; `from` is the port that is to lead to it. */
export function addNode(flow: CallFlow, content: NodeContent, at: Spot, from?: { id: string; port: string }): [CallFlow, string] {
  const id = freeId(ids(flow))
  const added: FlowNode = { id, label: '', x: Math.round(at.x), y: Math.round(at.y), node: content, exits: {} }
  const next = { ...flow, nodes: [...flow.nodes, added] }
  return [from ? connect(next, from.id, from.port, id) : next, id]
}

/** A start has no way in, and nothing leads straight back to itself. */
export const mayConnect = (flow: CallFlow, from: string, to: string) => from !== to && Boolean(find(flow, to)) && !isStart(find(flow, to))

export function connect(flow: CallFlow, from: string, port: string, to: string): CallFlow {
  if (!mayConnect(flow, from, to)) return flow
  return withNode(flow, from, (one) => ({ ...one, exits: { ...one.exits, [port]: to } }))
}

export function disconnect(flow: CallFlow, from: string, port: string): CallFlow {
  return withNode(flow, from, (one) => {
    const { [port]: _gone, ...exits } = one.exits
    return { ...one, exits }
  })
}

/** Takes nodes away, and what led to them; the start stays. */
export function removeNodes(flow: CallFlow, gone: string[]): CallFlow {
  const away = new Set(gone.filter((id) => !isStart(find(flow, id))))
  if (away.size === 0) return flow
  const nodes = flow.nodes
    .filter(({ id }) => !away.has(id))
    .map((one) => {
      const kept = Object.entries(one.exits).filter(([, to]) => !away.has(to))
      return kept.length === Object.keys(one.exits).length ? one : { ...one, exits: Object.fromEntries(kept) }
    })
  return { ...flow, nodes }
}

export function moveNodes(flow: CallFlow, to: Map<string, Spot>): CallFlow {
  let moved = false
  const nodes = flow.nodes.map((one) => {
    const spot = to.get(one.id)
    const [x, y] = spot ? [Math.round(spot.x), Math.round(spot.y)] : [one.x, one.y]
    if (x === one.x && y === one.y) return one
    moved = true
    return { ...one, x, y }
  })
  return moved ? { ...flow, nodes } : flow
}

export const relabel = (flow: CallFlow, id: string, label: string) => withNode(flow, id, (one) => ({ ...one, label }))

/** Puts what a node does in place of what it did; ways out of ports that are no longer there go with them. */
export function rewrite(flow: CallFlow, id: string, content: NodeContent, ports: string[]): CallFlow {
  return withNode(flow, id, (one) => {
    const kept = Object.entries(one.exits).filter(([port]) => ports.includes(port))
    return { ...one, node: content, exits: kept.length === Object.keys(one.exits).length ? one.exits : Object.fromEntries(kept) }
  })
}

/** Nodes to be put in once more: under new ids, what led from one to another still does, and nothing leads out. */
export function paste(flow: CallFlow, copied: FlowNode[], by: Spot): [CallFlow, string[]] {
  const taken = ids(flow)
  const names = new Map<string, string>()
  for (const one of copied.filter((node) => !isStart(node))) {
    const id = freeId(taken)
    taken.add(id)
    names.set(one.id, id)
  }
  const added = copied.flatMap((one) => {
    const id = names.get(one.id)
    if (!id) return []
    const exits = Object.entries(one.exits).flatMap(([port, to]) => (names.has(to) ? [[port, names.get(to) as string]] : []))
    return [{ ...structuredClone(one), id, x: one.x + by.x, y: one.y + by.y, exits: Object.fromEntries(exits) }]
  })
  return [{ ...flow, nodes: [...flow.nodes, ...added] }, added.map(({ id }) => id)]
}

/** The nodes as a reader follows them: from the start, port by port, each once; then those that nothing leads to. */
export function inOrder(flow: CallFlow): FlowNode[] {
  const known = new Map(flow.nodes.map((one) => [one.id, one]))
  const seen = new Set<string>()
  const walked: FlowNode[] = []
  function walk(id: string) {
    const one = known.get(id)
    if (!one || seen.has(id)) return
    seen.add(id)
    walked.push(one)
    for (const to of Object.values(one.exits)) walk(to)
  }
  for (const one of flow.nodes.filter(isStart)) walk(one.id)
  return [...walked, ...flow.nodes.filter(({ id }) => !seen.has(id))]
}

/** The nodes that a call can come to. */
export function reachable(flow: CallFlow): Set<string> {
  const known = new Map(flow.nodes.map((one) => [one.id, one]))
  const seen = new Set<string>()
  const open = flow.nodes.filter(isStart).map(({ id }) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || !known.has(id)) continue
    seen.add(id)
    open.push(...Object.values(known.get(id)?.exits ?? {}))
  }
  return seen
}
