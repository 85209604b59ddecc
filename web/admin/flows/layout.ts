// Where the nodes stand when the page arranges them: from top to bottom, each below what leads to it.
import type { Spot } from './graph'
import { inOrder, isStart, reachable } from './graph'
import type { CallFlow } from './types'

export const nodeHeight = 128
const gapAcross = 44
const gapDown = 60

/** How wide a node is drawn: its ports stand side by side. */
export const widthOf = (ports: number) => Math.max(232, ports * 92)
/** How far below its node the next one stands. */
export const stepDown = nodeHeight + gapDown

/** Depth = the longest way from the beginnings that does not turn back. */
function depths(flow: CallFlow, from: string[]): Map<string, number> {
  const known = new Map(flow.nodes.map((one) => [one.id, one]))
  const depth = new Map<string, number>()
  function walk(id: string, at: number, above: Set<string>) {
    const one = known.get(id)
    if (!one || above.has(id) || (depth.get(id) ?? -1) >= at) return
    depth.set(id, at)
    above.add(id)
    for (const to of Object.values(one.exits)) walk(to, at + 1, above)
    above.delete(id)
  }
  for (const id of from) walk(id, 0, new Set())
  return depth
}

/** A flow arranged; below what contacts come to stands what nothing leads to yet, as a flow of its own. */
export function arrange(flow: CallFlow, portsOf: (id: string) => number): Map<string, Spot> {
  const reached = reachable(flow)
  const spots = block({ ...flow, nodes: flow.nodes.filter(({ id }) => reached.has(id)) }, portsOf)
  const rest = { ...flow, nodes: flow.nodes.filter(({ id }) => !reached.has(id)) }
  if (rest.nodes.length === 0) return spots
  const below = Math.max(0, ...[...spots.values()].map(({ y }) => y + stepDown)) + (spots.size > 0 ? gapDown : 0)
  for (const [id, { x, y }] of block(rest, portsOf)) spots.set(id, { x, y: y + below })
  return spots
}

function block(flow: CallFlow, portsOf: (id: string) => number): Map<string, Spot> {
  const led = new Set(flow.nodes.flatMap((one) => Object.values(one.exits)))
  const roots = flow.nodes.filter((one) => isStart(one) || !led.has(one.id)).map(({ id }) => id)
  const depth = depths(flow, roots.length > 0 ? roots : flow.nodes.slice(0, 1).map(({ id }) => id))
  const rows: string[][] = []
  for (const { id } of inOrder(flow)) {
    const row = rows[depth.get(id) ?? 0] ?? []
    row.push(id)
    rows[depth.get(id) ?? 0] = row
  }
  const spots = new Map<string, Spot>()
  rows.forEach((row, index) => {
    // A node stands under the ports that lead to it, so that lines cross as little as they can.
    const wanted = new Map(row.map((id) => [id, wantedMiddle(flow, id, spots, portsOf)]))
    const sorted = row.map((id, at) => ({ id, at })).sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0) || a.at - b.at)
    const total = sorted.reduce((sum, { id }) => sum + widthOf(portsOf(id)) + gapAcross, -gapAcross)
    const middle = sorted.reduce((sum, { id }) => sum + (wanted.get(id) ?? 0), 0) / Math.max(sorted.length, 1)
    let x = middle - total / 2
    for (const { id } of sorted) {
      spots.set(id, { x: Math.round(x), y: index * stepDown })
      x += widthOf(portsOf(id)) + gapAcross
    }
  })
  return spots
}

function wantedMiddle(flow: CallFlow, id: string, spots: Map<string, Spot>, portsOf: (id: string) => number) {
  const from = flow.nodes.flatMap((one) => {
    const spot = spots.get(one.id)
    if (!spot) return []
    const ports = Object.entries(one.exits)
    const width = widthOf(portsOf(one.id))
    return ports.flatMap(([, to], at) => (to === id ? [spot.x + width * ((at + 0.5) / ports.length)] : []))
  })
  return from.length === 0 ? 0 : from.reduce((sum, one) => sum + one, 0) / from.length
}
