import type { TFunction } from 'i18next'
import type { BranchCase, NodeContent, NodeKind, RecordQuery } from './types'

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const names = (value: unknown) =>
  (Array.isArray(value) ? value.map(String) : Object.keys((value ?? {}) as object)).filter(Boolean).join(', ')

/** What a node does, in one sentence; of a kind that we have not met, what the hub says of it. */
export function saysOf(t: TFunction, node: NodeContent, connections: Map<string, string>, kind?: NodeKind): string {
  const system = connections.get(text(node.connectionId)) ?? ''
  const unset = t('flows.says.unset')
  switch (node.kind) {
    case 'start':
      return t('flows.says.start')
    case 'setItems':
      return names(node.items) ? t('flows.says.setItems', { items: names(node.items) }) : unset
    case 'branch':
      return t('flows.says.branch', { count: ((node.cases ?? []) as BranchCase[]).length })
    case 'customerLookup':
      if (!system) return unset
      return node.by === 'item'
        ? t('flows.says.lookupByItem', { system, item: text(node.item) || '…' })
        : t('flows.says.lookup', { system })
    case 'advancedLookup': {
      const type = ((node.query ?? {}) as Partial<RecordQuery>).recordType
      return system && type ? t('flows.says.query', { system, type }) : unset
    }
    case 'coalesce':
      return text(node.from) ? t('flows.says.coalesce', { from: text(node.from), items: names(node.items) || '…' }) : unset
    case 'collectCode':
      return text(node.item) ? t('flows.says.collectCode', { item: text(node.item) }) : unset
    case 'queue':
      return text(node.queue) ? t('flows.says.queue', { queue: text(node.queue) }) : unset
    case 'priority':
      return t('flows.says.priority', { priority: text(node.priority) || '…' })
    case 'end':
      if (node.screenPop === 'none') return t('flows.says.endNothing')
      return !node.screenPop || node.screenPop === 'records' ? t('flows.says.endRecords') : t('flows.says.endUrl')
    default:
      return kind?.summary ?? ''
  }
}
