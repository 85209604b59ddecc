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

const words = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : typeof value === 'string' ? value : JSON.stringify(value)

function parts(one: FlowNode): Map<string, unknown> {
  const { kind: _kind, ...form } = one.node
  const exits = Object.entries(one.exits).map(([port, to]): [string, unknown] => [`→ ${port}`, to])
  return new Map<string, unknown>([['label', one.label], ...Object.entries(form), ...exits])
}

/** Where a node stands on the canvas makes no difference to a call, and is none here. */
export function differences(was: CallFlow, now: CallFlow): Difference[] {
  const found: Difference[] = []
  for (const part of ['name', 'summary', 'match', 'timeLimitMs'] as const)
    if (JSON.stringify(was[part]) !== JSON.stringify(now[part]))
      found.push({ what: 'flow', part, was: words(was[part]), now: words(now[part]) })
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
      if (JSON.stringify(theirs.get(name)) !== JSON.stringify(ours.get(name)))
        found.push({ what: 'changed', node: one, part: name, was: words(theirs.get(name)), now: words(ours.get(name)) })
  }
  for (const one of was.nodes) if (!after.has(one.id)) found.push({ what: 'removed', node: one })
  return found
}
