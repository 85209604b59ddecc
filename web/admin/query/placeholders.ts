/** The facts that a text names in its `{{ placeholders }}`, each once; what follows a bar is how it is written. */
export function placeholdersOf(text: string): string[] {
  const found = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, inside]) => (inside ?? '').split('|')[0]?.trim() ?? '')
  return [...new Set(found.filter(Boolean))]
}

/** The part of a condition that a message quotes, with what stands before and after it. */
export function quotedIn(text: string, message: string): [string, string, string] | undefined {
  for (const [, word] of message.matchAll(/[“"'‘]([^”"'’]+)[”"'’]/g)) {
    const at = word ? text.toLowerCase().indexOf(word.toLowerCase()) : -1
    if (word && at >= 0) return [text.slice(0, at), text.slice(at, at + word.length), text.slice(at + word.length)]
  }
  return undefined
}
