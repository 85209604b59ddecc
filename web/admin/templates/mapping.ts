import type { Problem, Template, TemplateContent, TemplateKind } from '@shared/api/types'
import { clean, isOutgoing, type Row } from './rows'

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

/** Facts of the case itself, such as its number, are offered with its fields. */
export const groupOf = (kind: SourceKind): string[] => (kind === 'caseField' ? ['caseField', 'case'] : kind === 'text' ? [] : [kind])

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

export function draftOf(template: Template): TemplateDraft {
  const { name, kind, recordType, reference, active, rows } = template
  return { name, kind, recordType, reference, active, rows: rows.map((row) => draftRow(clean(row))) }
}

export const templateOf = (draft: TemplateDraft): TemplateContent => ({ ...draft, rows: draft.rows.map(({ row }) => row) })

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
