/** What can be done with one key; help and tooltips read it from here. */
export const keys = {
  accept: 'a',
  decline: 'd',
  inQueue: 'q',
  notReady: 'n',
  status: 's',
  next: 'j',
  previous: 'k',
  hold: 'h',
  transfer: 't',
  consult: 'c',
  hangUp: 'x',
  finish: 'f',
  notes: 'm',
  disposition: 'p',
  open: 'o',
  search: '/',
  context: '1',
  conversation: '2',
  related: '3',
  create: '4',
  paper: '5',
  recent: 'r',
  help: '?',
} as const

export type Deed = keyof typeof keys

/** In the order in which help shows them. */
export const groups: [name: 'offer' | 'status' | 'session' | 'work' | 'other', deeds: Deed[]][] = [
  ['offer', ['accept', 'decline']],
  ['status', ['inQueue', 'notReady', 'status', 'finish']],
  ['session', ['next', 'previous', 'hold', 'transfer', 'consult', 'hangUp']],
  ['work', ['context', 'conversation', 'related', 'create', 'paper', 'notes', 'disposition', 'open', 'search']],
  ['other', ['recent', 'help']],
]

interface Place {
  tagName?: string
  type?: string
  isContentEditable?: boolean
  closest?: (selector: string) => unknown
}

const noText = /^(button|checkbox|radio|submit|reset|range|color|file|image)$/

/** Whether a press there is a letter of a text, or a choice in an open list. */
export function isTyping(target: unknown): boolean {
  const place = target as Place | null
  if (!place?.tagName) return false
  const tag = place.tagName.toUpperCase()
  if (tag === 'INPUT') return !noText.test(place.type ?? 'text')
  if (tag === 'TEXTAREA' || tag === 'SELECT' || place.isContentEditable) return true
  return Boolean(place.closest?.('[role="menu"],[role="listbox"],[role="combobox"],[role="textbox"]'))
}

export interface Press {
  key: string
  ctrlKey?: boolean
  metaKey?: boolean
  altKey?: boolean
  repeat?: boolean
  isComposing?: boolean
  defaultPrevented?: boolean
  target?: unknown
}

/** What a press asks for; nothing while somebody types, with a modifier, or while a key is held down. */
export function deedOf(press: Press): Deed | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || press.isComposing || press.defaultPrevented) return undefined
  if (isTyping(press.target)) return undefined
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  return (Object.keys(keys) as Deed[]).find((deed) => keys[deed] === key)
}

/** How long after an offer appears its keys do nothing: whoever was about to press something else is not surprised by a call. */
export const settleTime = 600
