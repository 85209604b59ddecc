// Flows to begin with.
import type { TFunction } from 'i18next'
import { emptyQuery } from './form'
import { arrange } from './layout'
import { emptyMatch } from './match'
import type { CallFlow, FlowNode, NodeContent } from './types'

export const starts = ['recognise', 'code', 'important', 'blank'] as const
export type Start = (typeof starts)[number]

type Rough = [id: string, label: string, node: NodeContent, exits?: Record<string, string>]

const lookup = (connectionId: string, more: object = {}): NodeContent => ({
  kind: 'customerLookup',
  connectionId,
  by: 'automatic',
  item: '',
  recordType: '',
  field: '',
  fresh: false,
  items: { customerName: 'Name' },
  openRecord: true,
  withinMs: 2500,
  ...more,
})
const end: NodeContent = { kind: 'end', screenPop: 'records' }

const rough: Record<Start, (t: TFunction, connectionId: string, queue: string) => Rough[]> = {
  blank: () => [
    ['n1', '', { kind: 'start' }, { next: 'n2' }],
    ['n2', '', end],
  ],
  recognise: (t, connectionId, queue) => [
    ['n1', '', { kind: 'start' }, { next: 'n2' }],
    ['n2', t('flows.start.node.lookUp'), lookup(connectionId), { match: 'n3', several: 'n4', noMatch: 'n4' }],
    ['n3', t('flows.start.node.known'), { kind: 'priority', priority: 7 }, { next: 'n4' }],
    ['n4', '', { kind: 'queue', queue, skills: [] }, { next: 'n5' }],
    ['n5', '', end],
  ],
  code: (t, connectionId, queue) => [
    ['n1', '', { kind: 'start' }, { next: 'n2' }],
    ['n2', t('flows.start.node.askCode'), code(t), { collected: 'n3', none: 'n4' }],
    [
      'n3',
      t('flows.start.node.byCode'),
      lookup(connectionId, {
        by: 'item',
        item: 'customerNumber',
        recordType: 'Account',
        field: 'AccountNumber',
        items: { customerName: 'Name' },
      }),
      { match: 'n5', several: 'n5', noMatch: 'n4' },
    ],
    ['n4', t('flows.start.node.byNumber'), lookup(connectionId), { match: 'n5', noMatch: 'n5' }],
    ['n5', '', { kind: 'queue', queue, skills: [] }, { next: 'n6' }],
    ['n6', '', end],
  ],
  important: (t, connectionId, queue) => [
    ['n1', '', { kind: 'start' }, { next: 'n2' }],
    ['n2', t('flows.start.node.openCases'), openCases(connectionId), { single: 'n3', multiple: 'n3', none: 'n5' }],
    ['n3', '', byPriority(t), { case1: 'n4', otherwise: 'n5' }],
    ['n4', t('flows.start.node.first'), { kind: 'priority', priority: 9 }, { next: 'n5' }],
    ['n5', '', { kind: 'queue', queue, skills: [] }, { next: 'n6' }],
    ['n6', '', end],
  ],
}

const code = (t: TFunction): NodeContent => ({
  kind: 'collectCode',
  item: 'customerNumber',
  prompt: t('flows.start.prompt'),
  minDigits: 4,
  maxDigits: 8,
  terminator: '#',
  timeoutSeconds: 8,
  tries: 2,
})
const openCases = (connectionId: string): NodeContent => ({
  kind: 'advancedLookup',
  connectionId,
  query: {
    ...emptyQuery,
    recordType: 'Case',
    fields: ['CaseNumber', 'Priority'],
    condition: { kind: 'free', text: 'IsClosed = false AND Contact.MobilePhone = {{ SYSTEM.CallerPhoneNumber }}' },
  },
  take: 'first',
  items: { caseNumber: 'CaseNumber', casePriority: 'Priority' },
  openRecord: true,
  withinMs: 2500,
})
const byPriority = (t: TFunction): NodeContent => ({
  kind: 'branch',
  cases: [
    {
      port: 'case1',
      label: t('flows.start.node.urgent'),
      all: [{ value: '{{ items.casePriority }}', operator: 'equals', against: 'High' }],
    },
  ],
})
const portCounts: Record<string, number> = {
  start: 1,
  priority: 1,
  queue: 1,
  customerLookup: 3,
  advancedLookup: 3,
  branch: 2,
  collectCode: 2,
  end: 0,
}

export function startFrom(start: Start, t: TFunction, name: string, connectionId = '', queue = ''): CallFlow {
  const nodes = rough[start](t, connectionId, queue).map(
    ([id, label, node, exits = {}]): FlowNode => ({ id, label, x: 0, y: 0, node, exits }),
  )
  const flow: CallFlow = { name, summary: '', match: structuredClone(emptyMatch), timeLimitMs: 8000, nodes }
  const spots = arrange(flow, (id) => portCounts[nodes.find((one) => one.id === id)?.node.kind ?? ''] ?? 1)
  return { ...flow, nodes: nodes.map((one) => ({ ...one, ...spots.get(one.id) })) }
}
