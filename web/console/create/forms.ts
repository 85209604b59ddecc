import type { FormField, RecordForm, SessionCard } from '../desk/types'

/** The systems that an agent may write to or look into here, each once. */
export function connectionsOf(
  card: Pick<SessionCard, 'records' | 'candidates' | 'relatedTo'>,
  forms: RecordForm[],
): { value: string; label: string }[] {
  const named = new Map<string, string>()
  for (const { connectionId, connectionName } of forms) named.set(connectionId, connectionName)
  for (const { connection } of [...card.records, ...card.candidates]) if (!named.has(connection)) named.set(connection, connection)
  if (card.relatedTo && !named.has(card.relatedTo.connection)) named.set(card.relatedTo.connection, card.relatedTo.connection)
  return [...named].map(([value, label]) => ({ value, label }))
}

export const formKey = ({ connectionId, recordType }: RecordForm) => `${connectionId} ${recordType}`

export const start = (form: RecordForm): Record<string, string> =>
  Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']))

export type Wrong = 'required' | 'tooLong' | 'number' | 'email'

const wrongWith = (field: FormField, value: string): Wrong | undefined => {
  if (!value.trim()) return field.required ? 'required' : undefined
  if (field.length && [...value].length > field.length) return 'tooLong'
  if (/^(number|integer|decimal|double|currency|percent)$/i.test(field.type) && !/^-?\d+(?:[.,]\d+)?$/.test(value.trim())) return 'number'
  if (/^email$/i.test(field.type) && !/^\S+@\S+\.\S+$/.test(value.trim())) return 'email'
  return undefined
}

/** What is wrong with a form before it is sent, field by field. */
export function check(form: RecordForm, values: Record<string, string>): Record<string, Wrong> {
  const wrong: Record<string, Wrong> = {}
  for (const field of form.fields) {
    const found = wrongWith(field, values[field.name] ?? '')
    if (found) wrong[field.name] = found
  }
  return wrong
}

/** What is sent: what has a value, and what somebody emptied. A field that was empty from the start is left to the mapping. */
export const filled = (form: RecordForm, values: Record<string, string>) =>
  Object.fromEntries(
    form.fields
      .map(({ name, value }) => ({ name, given: (values[name] ?? '').trim(), was: value ?? '' }))
      .filter(({ given, was }) => given || was)
      .map(({ name, given }) => [name, given]),
  )

/** How a field is asked for. */
export function kindOf({
  type,
  choices,
}: FormField): 'choice' | 'yesNo' | 'long' | 'date' | 'moment' | 'number' | 'email' | 'phone' | 'text' {
  if (choices && choices.length > 0) return 'choice'
  const known = type.toLowerCase()
  if (/^(boolean|checkbox)$/.test(known)) return 'yesNo'
  if (/^(longtext|textarea|multiline|memo)$/.test(known)) return 'long'
  if (known === 'date') return 'date'
  if (known === 'datetime') return 'moment'
  if (/^(number|integer|decimal|double|currency|percent)$/.test(known)) return 'number'
  if (known === 'email') return 'email'
  return /^(phone|tel)$/.test(known) ? 'phone' : 'text'
}
