import type { TransferTarget } from '../desk/types'

export const ways = ['queue', 'agent', 'number'] as const
export type Way = (typeof ways)[number]

const email = /^\S+@\S+\.\S+$/
/** A number as people write it, or a SIP address. */
const number = /^(?:\+?[\d\s().-]{3,30}|sips?:\S+)$/i

/** Whom a contact is passed on to; nothing while it is not said so that it can be understood. */
export function targetOf(way: Way, text: string, consult: boolean): TransferTarget | undefined {
  const said = text.trim()
  if (!said) return undefined
  if (way === 'queue') return { toQueue: said, consult }
  if (way === 'agent') return email.test(said) ? { toAgentEmail: said, consult } : undefined
  return number.test(said) ? { toNumber: said, consult } : undefined
}
