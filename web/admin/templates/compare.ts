import type { MappingRow, TemplateContent } from '@shared/api/types'
import { clean, isOutgoing } from './rows'

/** Something that was one way and is another now; undefined on the side where it is not there at all. */
export interface Change {
  what: string
  was?: string
  now?: string
}

/** How a version of a template differs from another. Rows are told by what they fill; their order makes no difference. */
export function changes(then: TemplateContent, now: TemplateContent): Change[] {
  const general = (['name', 'reference', 'active'] as const)
    .filter((part) => (then[part] ?? true) !== (now[part] ?? true))
    .map((part) => ({ what: part, was: String(then[part] ?? true), now: String(now[part] ?? true) }))
  const before = byTarget(then.rows)
  const after = byTarget(now.rows)
  const rows = [...new Set([...before.keys(), ...after.keys()])]
    .filter((target) => before.get(target) !== after.get(target))
    .map((target) => ({ what: target, was: before.get(target), now: after.get(target) }))
  return [...general, ...rows]
}

/** A second row that fills the same is told from the first by its number. */
function byTarget(rows: MappingRow[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const row of rows) {
    const name = targetOf(row)
    let key = name
    for (let number = 2; found.has(key); number++) key = `${name} (${number})`
    found.set(key, inWords(row))
  }
  return found
}

function targetOf({ target }: MappingRow): string {
  if (target.attribute) return `Attribute ${target.attribute}`
  if (target.caseStatus) return 'case.status'
  if (target.note) return 'case.note'
  return target.field ?? target.caseField ?? ''
}

function inWords(whole: MappingRow): string {
  const row = clean(whole)
  const { source } = whole
  const from = source.fact ?? source.record ?? (source.attribute ? `Attribute ${source.attribute}` : `“${source.text ?? ''}”`)
  const map = Object.entries(row.map ?? {}).map(([before, after]) => `${before} → ${after}`)
  const spare = isOutgoing(row) && row.default ? `∅ → “${row.default}”` : ''
  return [from, map.join(', '), spare, row.ignoreEmpty === false ? '∅ → ∅' : ''].filter(Boolean).join('; ')
}
