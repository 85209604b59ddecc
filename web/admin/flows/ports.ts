import type { BranchCase, FlowNode, NodeKind, Port } from './types'

/** The ports of a node as it stands: those of its kind, and one for each case that its form holds. */
export function portsOf({ node }: Pick<FlowNode, 'node'>, kind: NodeKind | undefined): Port[] {
  const declared = kind?.ports ?? []
  const field = kind?.form.find(({ type }) => type === 'cases')
  const cases = field ? (node[field.name] as BranchCase[] | undefined) : undefined
  if (!cases) return declared
  const own = cases.map(({ port, label }) => ({ name: port, label }))
  const names = new Set(own.map(({ name }) => name))
  // A kind may declare its first case as an example of the rest; the ones there really are count.
  return [...own, ...declared.filter(({ name }) => !names.has(name) && !/^case\d+$/.test(name))]
}

/** The first case name that is free: a port keeps its name, and so its connection, when another case goes. */
export function freePort(cases: BranchCase[]): string {
  const taken = new Set(cases.map(({ port }) => port))
  for (let number = 1; ; number++) if (!taken.has(`case${number}`)) return `case${number}`
}
