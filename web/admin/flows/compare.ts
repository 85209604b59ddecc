// How one flow differs from another, node by node.
import type { CallFlow, FlowNode } from './types'

export interface Difference {
  /** Which node it is about; nothing for the flow itself. */
  node?: FlowNode
  what: 'added' | 'removed' | 'changed' | 'flow'
  /** The name of the part that differs. */
  part?: string
  was?: string
  now?: string
}

/** A value as a person reads it. */
function words(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) return value.flatMap((one) => words(one) ?? []).join(', ') || undefined
  if (typeof value !== 'object') return String(value)
  const said = Object.entries(value).flatMap(([name, one]) => (words(one) === undefined ? [] : [`${name}: ${words(one)}`]))
  return said.join('; ') || undefined
}

const titleOf = (flow: CallFlow, id: unknown) => flow.nodes.find((one) => one.id === id)?.label || words(id)

function parts(one: FlowNode): Map<string, unknown> {
  const { kind: _kind, ...form } = one.node
  const exits = Object.entries(one.exits).map(([port, to]): [string, unknown] => [`→ ${port}`, to])
  return new Map<string, unknown>([['label', one.label], ...Object.entries(form), ...exits])
}

/** Where a node stands on the canvas makes no difference to a call, and is none here. */
export function differences(was: CallFlow, now: CallFlow): Difference[] {
  const found: Difference[] = []
  const say = (part: string, old: unknown, next: unknown) => {
    if (words(old) !== words(next)) found.push({ what: 'flow', part, was: words(old), now: words(next) })
  }
  for (const part of ['name', 'summary', 'timeLimitMs'] as const) say(part, was[part], now[part])
  for (const list of ['dnis', 'campaigns', 'queues', 'channels'] as const) say(`match.${list}`, was.match[list], now.match[list])
  const before = new Map(was.nodes.map((one) => [one.id, one]))
  const after = new Map(now.nodes.map((one) => [one.id, one]))
  for (const one of now.nodes) {
    const old = before.get(one.id)
    if (!old || old.node.kind !== one.node.kind) {
      if (old) found.push({ what: 'removed', node: old })
      found.push({ what: 'added', node: one })
      continue
    }
    const [theirs, ours] = [parts(old), parts(one)]
    for (const name of new Set([...theirs.keys(), ...ours.keys()]))
      if (words(theirs.get(name)) !== words(ours.get(name)))
        found.push({
          what: 'changed',
          node: one,
          part: name,
          was: name.startsWith('→') ? titleOf(was, theirs.get(name)) : words(theirs.get(name)),
          now: name.startsWith('→') ? titleOf(now, ours.get(name)) : words(ours.get(name)),
        })
  }
  for (const one of was.nodes) if (!after.has(one.id)) found.push({ what: 'removed', node: one })
  return found
}
