import type { FactGroup, IncomingRow, OutgoingRow, Problem, Row, Template, TemplateKind } from '@shared/api/types'

export type SourceKind = 'caseField' | 'caseDate' | 'person' | 'address' | 'text'
export const sourceKinds: SourceKind[] = ['caseField', 'caseDate', 'person', 'address', 'text']

/** A row while it is written: it keeps its key when it moves, and which of the five kinds of source was chosen before a value is. */
export interface DraftRow {
  key: number
  kind: SourceKind
  row: Row
}

export interface TemplateDraft {
  name: string
  kind: TemplateKind
  recordType: string
  reference: string
  active: boolean
  rows: DraftRow[]
}

let next = 1

export const isOutgoing = (row: Row): row is OutgoingRow => 'fact' in row.source || 'text' in row.source

/** Facts of the case itself, such as its number, are offered with its fields. */
export const groupOf = (kind: SourceKind): FactGroup[] => (kind === 'caseField' ? ['caseField', 'case'] : kind === 'text' ? [] : [kind])

export function kindOf(row: Row): SourceKind {
  if (!isOutgoing(row) || 'text' in row.source) return 'text'
  const path = row.source.fact
  if (path.startsWith('case.dates.')) return 'caseDate'
  if (path.startsWith('person.') || path.startsWith('case.person.')) return 'person'
  if (path.startsWith('address.') || path.startsWith('case.address.')) return 'address'
  return 'caseField'
}

export const draftRow = (row: Row): DraftRow => ({ key: next++, kind: kindOf(row), row })

export function emptyRow(kind: TemplateKind): DraftRow {
  if (kind === 'incoming') return draftRow({ source: { record: '' }, target: { caseField: '' } })
  return { key: next++, kind: 'caseField', row: { target: { field: '' }, source: { fact: '' }, ignoreEmpty: true } }
}

/** A new create template starts with the pair without which no Enquiry can be raised. */
export function firstRows(kind: TemplateKind, required: string[]): DraftRow[] {
  if (kind !== 'create' || required.length === 0) return [emptyRow(kind)]
  return required.map((field) => draftRow({ target: { field }, source: { text: '' } }))
}

/** A row with only what is set: the hub may also send what is not, as null or false. */
export function clean(row: Row): Row {
  const set = (part: object) =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== undefined && value !== false))
  return { ...set(row), source: set(row.source), target: set(row.target) } as Row
}

export function draftOf(template: Template): TemplateDraft {
  const { name, kind, recordType, reference, active, rows } = template
  return { name, kind, recordType, reference, active, rows: rows.map((row) => draftRow(clean(row))) }
}

export function templateOf(draft: TemplateDraft, saved?: { id: string; connectionId: string; version: number }) {
  return { ...saved, ...draft, rows: draft.rows.map(({ row }) => row) }
}

export function moved<T>(list: T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return list
  const result = [...list]
  result.splice(to, 0, ...result.splice(from, 1))
  return result
}

/** Problems by the row they speak of; those that speak of the whole template are under -1. */
export function byRow(problems: Problem[]): Map<number, Problem[]> {
  const found = new Map<number, Problem[]>()
  for (const problem of problems) {
    const match = /^\/rows\/(\d+)(?:\/|$)/.exec(problem.at)
    const row = match ? Number(match[1]) : -1
    found.set(row, [...(found.get(row) ?? []), problem])
  }
  return found
}

export function outgoing(row: Row): OutgoingRow {
  if (isOutgoing(row)) return row
  throw new Error('an incoming row where an outgoing one belongs')
}

export function incoming(row: Row): IncomingRow {
  if (!isOutgoing(row)) return row
  throw new Error('an outgoing row where an incoming one belongs')
}
