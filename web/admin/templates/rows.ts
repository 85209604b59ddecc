import type { MappingRow } from '@shared/api/types'

// A row of a template as the editor knows it: out of the case or into it. The hub's own shape allows for both at once.
export type OutgoingTarget = { field: string } | { attribute: string }
export type OutgoingSource = { fact: string } | { text: string }
export type IncomingSource = { record: string } | { attribute: string }
export type IncomingTarget = { caseField: string } | { caseStatus: true } | { note: true }
export type Translation = Record<string, string>

export interface OutgoingRow {
  target: OutgoingTarget
  source: OutgoingSource
  default?: string | null
  ignoreEmpty?: boolean
  map?: Translation | null
}

export interface IncomingRow {
  source: IncomingSource
  target: IncomingTarget
  ignoreEmpty?: boolean
  map?: Translation | null
}

export type Row = OutgoingRow | IncomingRow

export const isOutgoing = (row: Row): row is OutgoingRow => 'fact' in row.source || 'text' in row.source

export function outgoing(row: Row): OutgoingRow {
  if (isOutgoing(row)) return row
  throw new Error('an incoming row where an outgoing one belongs')
}

export function incoming(row: Row): IncomingRow {
  if (!isOutgoing(row)) return row
  throw new Error('an outgoing row where an incoming one belongs')
}

/** A row with only what is set: the hub also sends what is not, as null or false. Left out, `ignoreEmpty` means yes to the hub, so it is said. */
export function clean({ ignoreEmpty, ...row }: MappingRow): Row {
  const set = (part: object) =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== undefined && value !== false))
  return { ...set(row), source: set(row.source), target: set(row.target), ignoreEmpty: ignoreEmpty ?? true } as Row
}
