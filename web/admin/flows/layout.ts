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

/** What stands in a row: a node, or a place kept free for a line that passes through on its way further down. */
interface Place {
  id: string
  width: number
  /** The middles of the ports, or places, above it that lead to it. */
  from: number[]
}
const lineWidth = 36

function block(flow: CallFlow, portsOf: (id: string) => number): Map<string, Spot> {
  const led = new Set(flow.nodes.flatMap((one) => Object.values(one.exits)))
  const roots = flow.nodes.filter((one) => isStart(one) || !led.has(one.id)).map(({ id }) => id)
  const depth = depths(flow, roots.length > 0 ? roots : flow.nodes.slice(0, 1).map(({ id }) => id))
  const rows: Place[][] = []
  const place = (id: string, row: number, width: number): Place => {
    const places = rows[row] ?? []
    rows[row] = places
    const found = places.find((one) => one.id === id) ?? { id, width, from: [] }
    if (!places.includes(found)) places.push(found)
    return found
  }
  for (const { id } of inOrder(flow)) place(id, depth.get(id) ?? 0, widthOf(portsOf(id)))
  const known = new Map(flow.nodes.map((one) => [one.id, one]))
  const spots = new Map<string, Spot>()
  // A row is filled before the next one is looked at, so what comes from above is there by then.
  for (let row = 0; row < rows.length; row++) {
    const places = rows[row] ?? []
    for (const [one, x] of lined(places)) {
      const node = known.get(one.id)
      if (node) spots.set(one.id, { x: Math.round(x), y: row * stepDown })
      const ways = node ? Object.entries(node.exits).filter(([, to]) => known.has(to)) : [['', one.id.slice(one.id.indexOf('>') + 1)]]
      ways.forEach(([port, to = ''], at) => {
        const middle = x + one.width * ((at + 0.5) / ways.length)
        const below = depth.get(to) ?? 0
        if (below === row + 1) place(to, below, 0).from.push(middle)
        else if (below > row + 1) place(node ? `${one.id}.${port}>${to}` : one.id, row + 1, lineWidth).from.push(middle)
      })
    }
  }
  return spots
}

/** The places of a row from left to right, each under what leads to it as near as the others leave room, so that lines cross little. */
function lined(places: Place[]): [Place, number][] {
  const wanted = ({ from }: Place) => (from.length === 0 ? 0 : from.reduce((sum, one) => sum + one, 0) / from.length)
  const sorted = places.map((one, at) => ({ one, at })).sort((a, b) => wanted(a.one) - wanted(b.one) || a.at - b.at)
  let right = 0
  const middles = sorted.map(({ one }) => {
    const middle = right + one.width / 2
    right += one.width + gapAcross
    return middle
  })
  const shift = sorted.reduce((sum, { one }, at) => sum + wanted(one) - (middles[at] ?? 0), 0) / Math.max(places.length, 1)
  return sorted.map(({ one }, at) => [one, shift + (middles[at] ?? 0) - one.width / 2])
}
