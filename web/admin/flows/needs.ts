// Which values a flow needs before it can be tried.
import { placeholdersOf } from '../query/placeholders'
import { inOrder } from './graph'
import type { CallFlow, FlowNode, NodeKind } from './types'

function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const one of value) yield* texts(one)
  else if (value && typeof value === 'object') for (const one of Object.values(value)) yield* texts(one)
}

/** What calls bring with them, whether the flow names it or not: enough to look the caller up. */
const alwaysAsked = ['session.ani', 'session.dnis', 'session.channel', 'session.queue']
const detected = ['customer.callerIdName', 'customer.email', 'customer.sipAddress']
const system = ['SYSTEM.CallerPhoneNumber', 'SYSTEM.DialledNumber', 'SYSTEM.Channel', 'SYSTEM.Queue', 'SYSTEM.Now']

/** Several names for the same thing are asked for once. */
const sameAs: Record<string, string> = {
  'SYSTEM.CallerPhoneNumber': 'session.ani',
  'customer.phone': 'session.ani',
  'customer.phoneE164': 'session.ani',
  'SYSTEM.DialledNumber': 'session.dnis',
  'SYSTEM.Channel': 'session.channel',
  'SYSTEM.Queue': 'session.queue',
}

/** An `item` field that says where a value comes from; all others say where one goes. */
const readsFrom = (kind: string, field: string) => field === 'from' || (kind === 'customerLookup' && field === 'item')

/** The extra items that a node fills. */
export function fills({ node }: FlowNode, kind: NodeKind | undefined): string[] {
  const names = (kind?.form ?? []).flatMap(({ name, type }) => {
    const value = node[name]
    if (type === 'items') return Object.keys((value ?? {}) as object)
    if (type === 'itemNames') return Array.isArray(value) ? value.map(String) : []
    return type === 'item' && typeof value === 'string' && !readsFrom(node.kind, name) ? [value] : []
  })
  return [...new Set(names.filter(Boolean))]
}

/** The extra items that a node reads though no placeholder names them. */
const reads = ({ node }: FlowNode) =>
  [node.from, node.kind === 'customerLookup' && node.by === 'item' ? node.item : undefined].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )

export interface Need {
  path: string
  /** The node that fills it, where one does: then a value is not asked for, but may be given. */
  filledBy?: FlowNode
}

/** An extra item may be named without saying that it is one. */
const asItem = (name: string) => (name.includes('.') ? name : `items.${name}`)

export function needsOf(flow: CallFlow, kinds: Map<string, NodeKind>): Need[] {
  const nodes = inOrder(flow)
  const filled = new Map<string, FlowNode>()
  for (const one of nodes) for (const name of fills(one, kinds.get(one.node.kind))) filled.set(asItem(name), one)
  const named = nodes.flatMap((one) => [...[...texts(one.node)].flatMap(placeholdersOf), ...reads(one)]).map(asItem)
  const looksUp = nodes.some(({ node }) => node.kind === 'customerLookup' && node.by !== 'item')
  const asked = [...alwaysAsked, ...(looksUp ? detected : []), ...named.map((path) => sameAs[path] ?? path)]
  return [...new Set(asked)].map((path) => ({ path, filledBy: filled.get(path) }))
}

/** What is typed into the boxes, as the hub takes it: a caller's number is the customer's too. */
export function factsOf(values: Record<string, string>): Record<string, string> {
  const given = Object.entries(values).flatMap(([path, value]) => (value.trim() ? [[path, value.trim()]] : []))
  const facts = Object.fromEntries(given)
  return facts['session.ani'] ? { 'customer.phone': facts['session.ani'], ...facts } : facts
}

/** The nodes at which a caller types a code. */
export const codeNodes = (flow: CallFlow) => inOrder(flow).filter(({ node }) => node.kind === 'collectCode')

/** What may be named in a text of this flow, besides the facts of a session. */
export function flowFacts(flow: CallFlow, kinds: Map<string, NodeKind>) {
  const items = [...new Set(flow.nodes.flatMap((one) => fills(one, kinds.get(one.node.kind))))].map((name) => asItem(name))
  const fact = (group: string) => (path: string) => ({ path, label: path, group, type: 'text' })
  return [...items.map(fact('items')), ...system.map(fact('system'))]
}
