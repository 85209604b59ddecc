import type { CallFlow, Problem } from './types'

/** The node that a problem speaks of (`/nodes/3/node/item`), and the field of its form. */
export function placeOf(flow: CallFlow, problem: Problem): { node?: string; field?: string; port?: string } {
  const [, nodes, index, part, name] = problem.at.split('/')
  if (nodes !== 'nodes' || index === undefined) return { field: nodes || undefined }
  const node = flow.nodes[Number(index)]?.id
  if (part === 'node') return { node, field: name }
  return part === 'exits' ? { node, port: name } : { node, field: part }
}

/** Advice: it does not stand in the way of publishing. */
export const isAdvice = ({ code, severity }: Problem) => severity === 'warning' || code.startsWith('warning-')

/** What is said of each node. */
export function counted(flow: CallFlow, problems: Problem[]): Map<string, Problem[]> {
  const found = new Map<string, Problem[]>()
  for (const problem of problems) {
    const { node } = placeOf(flow, problem)
    if (node) found.set(node, [...(found.get(node) ?? []), problem])
  }
  return found
}

/** What is wrong with one field of one node. */
export const saidOf = (flow: CallFlow, problems: Problem[], node: string, field: string) =>
  problems
    .filter((one) => {
      const place = placeOf(flow, one)
      return place.node === node && place.field === field
    })
    .map(({ message }) => message)
    .join(' ') || undefined
