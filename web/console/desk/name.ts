import type { RecognisedRecord, SessionCard } from './types'

const person = /^(contact|lead|account|person_?account|customer|person)$/i

/** The record that says who somebody is, where one was recognised. */
export const personOf = (card: Pick<SessionCard, 'records'>): RecognisedRecord | undefined =>
  card.records.find(({ recordType, name }) => name && person.test(recordType))

/** Who is there: as the record over there names them, else as they named themselves, else where they speak from. */
export function nameOf(card: Pick<SessionCard, 'records' | 'customer' | 'ani'>): string | undefined {
  const { firstName, lastName, name, callerIdName, company, phoneE164, phone, email, sipAddress } = card.customer
  const whole = firstName && lastName ? `${firstName} ${lastName}` : undefined
  return (
    [personOf(card)?.name, whole, name, callerIdName, company, phoneE164, phone, card.ani, email, sipAddress].find(Boolean) ?? undefined
  )
}

/** Where they can be reached, for below the name. */
export function reachOf(card: Pick<SessionCard, 'records' | 'customer' | 'ani'>): string[] {
  const { company, phoneE164, phone, email } = card.customer
  const name = nameOf(card)
  return [...new Set([company, phoneE164 ?? phone ?? card.ani, email])].filter((text): text is string => Boolean(text) && text !== name)
}

/** Only what a browser may open: an address of the web. */
export function webAddress(url: string | null | undefined): string | undefined {
  if (!url) return undefined
  try {
    const { protocol, href } = new URL(url)
    return protocol === 'https:' || protocol === 'http:' ? href : undefined
  } catch {
    // No address at all: the record is named, and there is nothing to press.
    return undefined
  }
}

/** A record is known by where it is, what it is and its id. */
export const keyOf = ({ connection, recordType, record }: Pick<RecognisedRecord, 'connection' | 'recordType' | 'record'>) =>
  `${connection} ${recordType} ${record}`
