/** The facts that a text names in its `{{ placeholders }}`, each once; what follows a bar is how it is written. */
export function placeholdersOf(text: string): string[] {
  const found = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, inside]) => (inside ?? '').split('|')[0]?.trim() ?? '')
  return [...new Set(found.filter(Boolean))]
}

/** The part of a condition that is wrong, with what stands before and after it: where `condition[17]` says, or what the message quotes. */
export function wrongPart(text: string, field: string | null | undefined, message: string): [string, string, string] | undefined {
  const cut = (at: number, end: number): [string, string, string] => [text.slice(0, at), text.slice(at, end), text.slice(end)]
  const place = /^condition\[(\d+)\]$/.exec(field ?? '')
  if (place && Number(place[1]) < text.length) {
    const at = Number(place[1])
    return cut(at, at + (/^[\w.:-]+|^\{\{.*?\}\}/.exec(text.slice(at))?.[0].length ?? 1))
  }
  for (const [, word] of message.matchAll(/“([^”]+)”/g)) {
    const at = word ? text.toLowerCase().indexOf(word.toLowerCase()) : -1
    if (word && at >= 0) return cut(at, at + word.length)
  }
  return undefined
}
