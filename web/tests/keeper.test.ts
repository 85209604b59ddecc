import { Keeper, nextTry, pause } from '@console/notes/keeper'
import { beforeEach, expect, it, vi } from 'vitest'

type Sent = { text: string; answer: () => void; fail: (error: unknown) => void }

class Shelf {
  readonly all = new Map<string, string>()
  getItem = (name: string) => this.all.get(name) ?? null
  setItem = (name: string, text: string) => void this.all.set(name, text)
  removeItem = (name: string) => void this.all.delete(name)
}

let shelf: Shelf
let sent: Sent[]
let refusals: unknown[]
let waiting: { ms: number; then: () => void }[]

function keeper(user = 'usr_1') {
  return new Keeper(user, {
    store: shelf,
    send: (_, text) => new Promise<void>((answer, fail) => sent.push({ text, answer, fail })),
    lost: (error) => error === 'lost',
    refused: (error) => refusals.push(error),
    wait: (ms, then) => {
      const entry = { ms, then }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((one) => one !== entry)
      }
    },
  })
}
const settle = () => vi.waitFor(() => Promise.resolve())
/** Lets the time pass for which it waits. */
async function pass(ms: number) {
  expect(waiting.map((one) => one.ms)).toEqual([ms])
  const [{ then }] = waiting.splice(0)
  then()
  await settle()
}

beforeEach(() => {
  shelf = new Shelf()
  sent = []
  refusals = []
  waiting = []
})

it('every letter is on this device at once, and the hub gets the text once after the last', async () => {
  const notes = keeper()
  for (const text of ['W', 'Wi', 'Will call back']) notes.write('ses_1', text, '')
  expect(notes.state('ses_1', '')).toBe('here')
  expect(keeper().text('ses_1', '')).toBe('Will call back')
  await pass(pause)
  expect(sent.map(({ text }) => text)).toEqual(['Will call back'])
  expect(notes.state('ses_1', '')).toBe('sending')
  sent[0].answer()
  await settle()
  expect(notes.state('ses_1', '')).toBe('there')
})

it('what is written while the hub answers is sent after it', async () => {
  const notes = keeper()
  notes.write('ses_1', 'One', '')
  await pass(pause)
  notes.write('ses_1', 'One, two', '')
  sent[0].answer()
  await settle()
  expect(sent.map(({ text }) => text)).toEqual(['One', 'One, two'])
  sent[1].answer()
  await settle()
  expect(notes.state('ses_1', '')).toBe('there')
})

it('a note that the hub did not hear stays here and is sent again', async () => {
  const notes = keeper()
  notes.write('ses_1', 'Important', '')
  await pass(pause)
  sent[0].fail('lost')
  await settle()
  expect(notes.state('ses_1', '')).toBe('here')
  expect(refusals).toEqual([])
  await pass(nextTry)
  expect(sent[1].text).toBe('Important')
})

it('a note that the hub refuses is said to be refused, stays here, and is tried again once it is changed', async () => {
  const notes = keeper()
  notes.write('ses_1', 'Too long', '')
  await pass(pause)
  sent[0].fail('session-full')
  await settle()
  expect(notes.state('ses_1', '')).toBe('refused')
  expect(refusals).toEqual(['session-full'])
  expect(notes.text('ses_1', '')).toBe('Too long')
  notes.write('ses_1', 'Shorter', '')
  expect(notes.state('ses_1', '')).toBe('here')
  await pass(pause)
  expect(sent[1].text).toBe('Shorter')
})

it('a closed window’s notes are sent by the next one, and only those of whoever is signed in', async () => {
  keeper().write('ses_1', 'Left behind', '')
  keeper('usr_2').write('ses_1', 'Of somebody else', '')
  const after = keeper()
  void after.leftovers([...shelf.all.keys()])
  await settle()
  expect(sent.map(({ text }) => text)).toEqual(['Left behind'])
})

it('an emptied note is sent too: it is taken away there', async () => {
  const notes = keeper()
  notes.write('ses_1', '', 'What the hub has')
  await pass(pause)
  expect(sent.map(({ text }) => text)).toEqual([''])
})

it('once the hub shows the same, this device keeps nothing', async () => {
  const notes = keeper()
  notes.write('ses_1', 'Done', '')
  await pass(pause)
  notes.settle('ses_1', 'Done')
  expect(shelf.all.size).toBe(1)
  sent[0].answer()
  await settle()
  notes.settle('ses_1', 'Done')
  expect(shelf.all.size).toBe(0)
  expect(notes.text('ses_1', 'Done')).toBe('Done')
})

it('what cannot be read on this device does not keep anybody from writing', () => {
  const notes = keeper()
  shelf.setItem(notes.place('ses_1'), '{broken')
  expect(notes.text('ses_1', 'As the hub has it')).toBe('As the hub has it')
  notes.write('ses_1', 'New', '')
  expect(notes.text('ses_1', '')).toBe('New')
})
