// What a flow answers to.
import type { FlowMatch } from './types'

export const channels = ['voice', 'chat', 'inbox', 'offline'] as const
export const emptyMatch: FlowMatch = { dnis: [], queues: [], channels: [], campaigns: [] }

/** A number as it is kept, a plus and eight to fifteen digits, or a SIP address; nothing where it is neither. */
export function dialled(written: string): string | undefined {
  const text = written.trim()
  if (/^(sips?:)?[^\s@]+@[^\s@]+$/i.test(text)) return text
  const digits = text.replace(/^00/, '+').replace(/[\s().\-/]/g, '')
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : undefined
}

export const wrongNumbers = (dnis: string[]) => dnis.filter((one) => dialled(one) === undefined)

/** The numbers tidied; what is no number stays as it was written, for whoever wrote it to put right. */
export const tidy = (dnis: string[]) => [...new Set(dnis.map((one) => dialled(one) ?? one.trim()).filter(Boolean))]

/** Without anything to match, a flow answers to whatever no other one does. */
export const matchesAnything = (match: FlowMatch) =>
  match.dnis.length + match.queues.length + match.channels.length + match.campaigns.length === 0

export interface Rival {
  id: string
  name: string
  /** What both answer to. */
  shared: string
}

const lists = ['dnis', 'campaigns', 'queues', 'channels'] as const

/** Other flows that a contact might take just as well: they match by the same lists, and each list shares something. */
export function rivals(match: FlowMatch, others: { id: string; flow: { name: string; match: FlowMatch } }[]): Rival[] {
  return others.flatMap(({ id, flow }) => {
    const shared: string[] = []
    for (const part of lists) {
      const [ours, theirs] = [match[part], flow.match[part]]
      if (ours.length === 0 && theirs.length === 0) continue
      const both = ours.filter((one) => theirs.some((other) => other.toLowerCase() === one.toLowerCase()))
      if (both.length === 0) return []
      shared.push(...both)
    }
    return [{ id, name: flow.name, shared: shared.join(', ') }]
  })
}
