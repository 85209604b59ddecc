// Between the form that a kind of node declares and the node itself.
import type { NodeContent, NodeField, NodeKind, RecordQuery } from './types'

export const emptyQuery: RecordQuery = {
  recordType: '',
  fields: [],
  condition: { kind: 'one', field: '', operator: 'equals', value: '' },
  most: 200,
}

/** What the rows of an `items` field hold: where a record is looked up, its fields; else texts. */
export const holdsFields = (field: NodeField, kind: NodeKind | undefined) =>
  field.type === 'items' && Boolean(kind?.form.some(({ type }) => type === 'connection'))

function startValue(field: NodeField): unknown {
  if (field.default !== undefined && field.default !== null) return structuredClone(field.default)
  switch (field.type) {
    // Neither yes nor no: the hub decides.
    case 'boolean':
    case 'number':
      return null
    case 'texts':
    case 'itemNames':
      return []
    case 'items':
      return {}
    case 'cases':
      return [{ port: 'case1', label: '', all: [{ value: '', operator: 'equals', against: '' }] }]
    case 'query':
      return structuredClone(emptyQuery)
    case 'choice':
      return field.choices?.[0]?.value ?? ''
    default:
      return ''
  }
}

/** A node of a kind as it is when it is new. */
export function startContent(kind: NodeKind): NodeContent {
  return { kind: kind.kind, ...Object.fromEntries(kind.form.map((field) => [field.name, startValue(field)])) }
}

/** The fields that are asked for as the node stands; those that another field's value makes needless are not. */
export function shownFields(kind: NodeKind | undefined, content: NodeContent): NodeField[] {
  return (kind?.form ?? []).filter(({ when }) => !when || String(content[when.field] ?? '') === when.value)
}

/** One field filled in, and what follows from it: another connection or record type makes what was chosen of the old one void. */
export function fill(kind: NodeKind | undefined, content: NodeContent, name: string, value: unknown): NodeContent {
  const next: NodeContent = { ...content, [name]: value }
  const changed = kind?.form.find((field) => field.name === name)
  if (changed?.type === 'connection' && content[name] !== value)
    for (const field of kind?.form ?? []) {
      if (field.type === 'recordType' || field.type === 'recordField') next[field.name] = ''
      if (field.type === 'query') next[field.name] = structuredClone(emptyQuery)
      if (holdsFields(field, kind)) next[field.name] = {}
    }
  if (changed?.type === 'recordType' && content[name] !== value)
    for (const field of kind?.form ?? []) if (field.type === 'recordField') next[field.name] = ''
  if (changed?.type === 'query' && typeOf(content[name]) !== typeOf(value)) {
    const condition = (value as RecordQuery).condition
    if (condition.kind === 'one') next[name] = { ...(value as RecordQuery), condition: { ...condition, field: '' } }
    for (const field of kind?.form ?? []) if (holdsFields(field, kind)) next[field.name] = {}
  }
  return withQueryFields(kind, next)
}

const typeOf = (query: unknown) => (query as RecordQuery | undefined)?.recordType ?? ''

/** A query reads exactly the fields that go into items. */
function withQueryFields(kind: NodeKind | undefined, content: NodeContent): NodeContent {
  const query = kind?.form.find(({ type }) => type === 'query')
  const items = kind?.form.find((field) => holdsFields(field, kind))
  if (!query || !items) return content
  const held = (content[query.name] ?? emptyQuery) as RecordQuery
  const fields = [...new Set(Object.values((content[items.name] ?? {}) as Record<string, string>).filter(Boolean))]
  if (JSON.stringify(fields) === JSON.stringify(held.fields)) return content
  return { ...content, [query.name]: { ...held, fields } }
}

/** The item that a name makes unique: `account`, `account2`, … */
export function freeItem(taken: string[], wanted: string): string {
  if (!taken.includes(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.includes(`${wanted}${number}`)) return `${wanted}${number}`
}

/** What an extra item for a field may be called: `Account.Owner.Name` → `accountOwnerName`. */
export function itemName(path: string): string {
  const words = path
    .replace(/__[cr]\b/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}
