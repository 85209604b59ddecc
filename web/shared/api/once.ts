/** A POST under way, or one that no answer came to. */
interface Open {
  key: string
  answer?: Promise<unknown>
}

const open = new Map<string, Open>()

const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * A double click asks once. A request whose answer got lost keeps its key when it is sent again, so the hub, which may have done it the
 * first time, does not do it twice. `lost` tells such an error from an answer.
 */
export function once<T>(what: string, ask: (key: string) => Promise<T>, lost: (error: unknown) => boolean): Promise<T> {
  const known = open.get(what) ?? { key: fresh() }
  if (known.answer) return known.answer as Promise<T>
  const answer = ask(known.key).then(
    (said) => {
      open.delete(what)
      return said
    },
    (error: unknown) => {
      if (lost(error)) open.set(what, { key: known.key })
      else open.delete(what)
      throw error
    },
  )
  open.set(what, { key: known.key, answer })
  return answer
}
