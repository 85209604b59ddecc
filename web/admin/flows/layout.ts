// Where the nodes stand when the page arranges them: from left to right, each behind what leads to it.
import type { Spot } from './graph'
import { inOrder, isStart, reachable } from './graph'
import type { CallFlow } from './types'

export const nodeWidth = 244
const columnGap = 96
const rowGap = 36

/** How tall a node is drawn: its head, its sentence, and a line for each port. */
export const heightOf = (ports: number) => 92 + ports * 26

/** Depth = the longest way from the start that does not turn back. */
function depths(flow: CallFlow): Map<string, number> {
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
  for (const one of flow.nodes.filter(isStart)) walk(one.id, 0, new Set())
  return depth
}

export function arrange(flow: CallFlow, portsOf: (id: string) => number): Map<string, Spot> {
  const depth = depths(flow)
  const reached = reachable(flow)
  const columns: string[][] = []
  for (const { id } of inOrder(flow)) {
    if (!reached.has(id)) continue
    const column = columns[depth.get(id) ?? 0] ?? []
    column.push(id)
    columns[depth.get(id) ?? 0] = column
  }
  const spots = new Map<string, Spot>()
  const middle = (id: string) => (spots.get(id)?.y ?? 0) + heightOf(portsOf(id)) / 2
  columns.forEach((column, index) => {
    // A node stands as high as the ports that lead to it, so that lines cross as little as they can.
    const wanted = new Map(column.map((id) => [id, wantedHeight(flow, id, spots, middle, portsOf)]))
    const sorted = column.map((id, at) => ({ id, at })).sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0) || a.at - b.at)
    const heights = sorted.map(({ id }) => heightOf(portsOf(id)))
    const total = heights.reduce((sum, height) => sum + height + rowGap, -rowGap)
    const centre = sorted.reduce((sum, { id }) => sum + (wanted.get(id) ?? 0), 0) / Math.max(sorted.length, 1)
    let y = centre - total / 2
    sorted.forEach(({ id }, row) => {
      spots.set(id, { x: index * (nodeWidth + columnGap), y: Math.round(y) })
      y += (heights[row] ?? 0) + rowGap
    })
  })
  return aside(flow, spots, portsOf)
}

function wantedHeight(
  flow: CallFlow,
  id: string,
  spots: Map<string, Spot>,
  middle: (id: string) => number,
  portsOf: (id: string) => number,
) {
  const from = flow.nodes.flatMap((one) => {
    if (!spots.has(one.id)) return []
    const ports = Object.entries(one.exits)
    return ports.flatMap(([, to], at) => (to === id ? [middle(one.id) + (at - (ports.length - 1) / 2) * heightOf(portsOf(id))] : []))
  })
  return from.length === 0 ? 0 : from.reduce((sum, one) => sum + one, 0) / from.length
}

/** What no call comes to stands below, side by side. */
function aside(flow: CallFlow, spots: Map<string, Spot>, portsOf: (id: string) => number): Map<string, Spot> {
  const bottom = Math.max(0, ...[...spots].map(([id, { y }]) => y + heightOf(portsOf(id))))
  let x = 0
  for (const { id } of flow.nodes)
    if (!spots.has(id)) {
      spots.set(id, { x, y: Math.round(bottom + rowGap * 2) })
      x += nodeWidth + columnGap
    }
  return spots
}
